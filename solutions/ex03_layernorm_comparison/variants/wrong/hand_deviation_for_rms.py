"""By hand, RMSNorm divides by the standard deviation.

Loses: t1-rms-norm
Says: divided by the standard deviation, not by the RMS
"""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t1-answers
layer_even = [-1.21, -0.73, 0.73, 1.21]
rms_even = [0.49, 0.97, 2.43, 2.91]
layer_mixed = [-1.39, -0.28, 0.28, 1.39]
rms_mixed = [-0.28, 0.83, 1.39, 2.5]
