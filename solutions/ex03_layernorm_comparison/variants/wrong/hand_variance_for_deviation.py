"""By hand, LayerNorm divides by the variance.

Loses: t1-layer-norm
Says: divided by the variance, the root was left out
"""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t1-answers
layer_even = [-0.29, -0.18, 0.18, 0.29]
rms_even = [0.25, 0.49, 1.23, 1.48]
layer_mixed = [-0.38, -0.08, 0.08, 0.38]
rms_mixed = [-0.19, 0.56, 0.93, 1.67]
