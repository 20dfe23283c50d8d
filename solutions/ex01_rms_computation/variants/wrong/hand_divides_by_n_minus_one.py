"""By hand, the sum of squares is divided by d - 1.

Loses: t1-first, t1-second
Says: divided by d - 1
"""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t1-answers
rms_first = 4.08
rms_second = 3.39
