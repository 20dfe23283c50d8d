"""The root is left out.

Loses: t6-hand
Says: the root was left out
"""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t6-hand-answer
first_own = 1.0
third_own = 1.0
first_shared = 0.11
third_shared = 0.56
