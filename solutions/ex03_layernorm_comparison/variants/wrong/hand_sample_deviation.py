"""By hand, LayerNorm divides by d - 1.

Loses: t1-layer-norm
Says: divided by d - 1, not by d
"""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t1-answers
layer_even = [-1.16, -0.39, 0.39, 1.16]
rms_even = [0.37, 0.73, 1.1, 1.46]
layer_mixed = [-1.2, -0.24, 0.24, 1.2]
rms_mixed = [-0.19, 0.56, 0.93, 1.67]
