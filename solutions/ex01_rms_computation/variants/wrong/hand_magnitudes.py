"""By hand, the magnitudes are averaged.

Loses: t1-first, t1-second
Says: the mean of the magnitudes
"""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t1-answers
rms_first = 3
rms_second = 2.4
