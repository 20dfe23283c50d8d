"""By hand, the root of the sum of squares takes the place of the RMS.

Loses: t1-rms-norm
Says: divided by the root of the sum of squares, not of their mean
"""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t1-answers
layer_even = [-1.34, -0.45, 0.45, 1.34]
rms_even = [0.18, 0.37, 0.55, 0.73]
layer_mixed = [-1.39, -0.28, 0.28, 1.39]
rms_mixed = [-0.09, 0.28, 0.46, 0.84]
