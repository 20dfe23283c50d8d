"""By hand, LayerNorm divides by d - 1.

Loses: t1-layer-norm
Says: divided by d - 1, not by d
"""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t1-answers
layer_even = [-1.05, -0.63, 0.63, 1.05]
rms_even = [0.25, 0.49, 1.23, 1.48]
layer_mixed = [-1.2, -0.24, 0.24, 1.2]
rms_mixed = [-0.19, 0.56, 0.93, 1.67]
