"""By hand, the squares of negative components are subtracted.

Loses: t1-second
Says: the squares of negative components were subtracted
"""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t1-answers
rms_first = 3.54
rms_second = 1.55
