"""By hand, the root of the sum of squares takes the place of the RMS.

Loses: t1-rms-norm
Says: divided by the root of the sum of squares, not of their mean
"""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t1-answers
layer_even = [-1.21, -0.73, 0.73, 1.21]
rms_even = [0.12, 0.25, 0.62, 0.74]
layer_mixed = [-1.39, -0.28, 0.28, 1.39]
rms_mixed = [-0.09, 0.28, 0.46, 0.84]
