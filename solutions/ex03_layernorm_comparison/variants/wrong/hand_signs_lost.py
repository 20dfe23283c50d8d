"""By hand, the sign of the negative component is lost in RMSNorm.

Loses: t1-rms-norm
Says: the signs were lost
"""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t1-answers
layer_even = [-1.21, -0.73, 0.73, 1.21]
rms_even = [0.25, 0.49, 1.23, 1.48]
layer_mixed = [-1.39, -0.28, 0.28, 1.39]
rms_mixed = [0.19, 0.56, 0.93, 1.67]
