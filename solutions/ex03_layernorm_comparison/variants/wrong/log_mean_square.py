"""By hand, the root of the mean square is left out.

Loses: t3-hand
Says: the mean square was given: the root was left out
"""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t3-hand-answer
std_from_log = 1.2
rms_from_log = 289
