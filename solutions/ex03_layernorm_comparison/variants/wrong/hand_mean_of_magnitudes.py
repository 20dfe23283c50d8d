"""By hand, RMSNorm divides by the mean of the magnitudes.

Loses: t1-rms-norm
Says: divided by the mean of the magnitudes
"""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t1-answers
layer_even = [-1.21, -0.73, 0.73, 1.21]
rms_even = [0.29, 0.57, 1.43, 1.71]
layer_mixed = [-1.39, -0.28, 0.28, 1.39]
rms_mixed = [-0.22, 0.67, 1.11, 2.0]
