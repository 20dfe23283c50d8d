"""By hand, the root is forgotten.

Loses: t1-first, t1-second
Says: the root was left out
"""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t1-answers
rms_first = 12.5
rms_second = 9.2
