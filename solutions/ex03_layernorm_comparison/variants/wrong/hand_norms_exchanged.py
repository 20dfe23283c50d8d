"""By hand, the two norms are exchanged.

Loses: t1-layer-norm, t1-rms-norm
Says: the mean was not subtracted: this is RMSNorm
"""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t1-answers
layer_even = [0.25, 0.49, 1.23, 1.48]
rms_even = [-1.21, -0.73, 0.73, 1.21]
layer_mixed = [-0.19, 0.56, 0.93, 1.67]
rms_mixed = [-1.39, -0.28, 0.28, 1.39]
