"""By hand, LayerNorm divides the row itself by the standard deviation.

Loses: t1-layer-norm
Says: only the standard deviation was used
"""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t1-answers
layer_even = [0.49, 0.97, 2.43, 2.91]
rms_even = [0.25, 0.49, 1.23, 1.48]
layer_mixed = [-0.28, 0.83, 1.39, 2.5]
rms_mixed = [-0.19, 0.56, 0.93, 1.67]
