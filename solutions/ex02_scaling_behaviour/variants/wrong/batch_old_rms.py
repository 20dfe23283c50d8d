"""The third row is divided by its old RMS.

Loses: t6-hand
Says: the old RMS was used
"""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t6-hand-answer
first_own = 1.0
third_own = 5.0
first_shared = 0.33
third_shared = 1.67
