"""By hand, the sample standard deviation is computed instead of the RMS.

Loses: t1-first, t1-second
Says: the sample standard deviation: the mean was subtracted
"""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t1-answers
rms_first = 2.16
rms_second = 3.36
