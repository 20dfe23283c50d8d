"""By hand, LayerNorm divides by the variance.

Loses: t1-layer-norm
Says: divided by the variance, the root was left out
"""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t1-answers
layer_even = [-0.6, -0.2, 0.2, 0.6]
rms_even = [0.37, 0.73, 1.1, 1.46]
layer_mixed = [-0.38, -0.08, 0.08, 0.38]
rms_mixed = [-0.19, 0.56, 0.93, 1.67]
