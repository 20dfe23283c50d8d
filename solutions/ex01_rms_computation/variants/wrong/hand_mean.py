"""By hand, the mean of the components is computed.

Loses: t1-first, t1-second
Says: the mean of the components
"""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t1-answers
rms_first = 3
rms_second = 0.4
