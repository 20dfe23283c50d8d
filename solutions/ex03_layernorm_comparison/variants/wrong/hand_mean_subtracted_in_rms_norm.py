"""By hand, RMSNorm is computed as LayerNorm.

Loses: t1-rms-norm
Says: the mean was subtracted: this is LayerNorm
"""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t1-answers
layer_even = [-1.21, -0.73, 0.73, 1.21]
rms_even = [-1.21, -0.73, 0.73, 1.21]
layer_mixed = [-1.39, -0.28, 0.28, 1.39]
rms_mixed = [-1.39, -0.28, 0.28, 1.39]
