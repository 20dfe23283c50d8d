"""By hand, the standard deviation is computed instead of the RMS.

Loses: t1-first, t1-second
Says: the standard deviation: the mean was subtracted first
"""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t1-answers
rms_first = 1.87
rms_second = 3.01
