"""By hand, the root of the sum of squares is taken and the mean is forgotten.

Loses: t1-first, t1-second
Says: the root of the sum, not of the mean
"""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t1-answers
rms_first = 7.07
rms_second = 6.78
