"""By hand, RMSNorm divides by the mean of the magnitudes.

Loses: t1-rms-norm
Says: divided by the mean of the magnitudes
"""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t1-answers
layer_even = [-1.34, -0.45, 0.45, 1.34]
rms_even = [0.4, 0.8, 1.2, 1.6]
layer_mixed = [-1.39, -0.28, 0.28, 1.39]
rms_mixed = [-0.22, 0.67, 1.11, 2.0]
