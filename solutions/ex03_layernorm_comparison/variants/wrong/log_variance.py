"""By hand, the root of the variance is left out.

Loses: t3-hand
Says: the variance was given: the root was left out
"""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t3-hand-answer
std_from_log = 1.44
rms_from_log = 17.0
