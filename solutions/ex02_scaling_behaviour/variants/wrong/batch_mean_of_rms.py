"""The RMS values are averaged, not the squares.

Loses: t6-hand
Says: the RMS values were averaged, not the squares
"""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t6-hand-answer
first_own = 1.0
third_own = 1.0
first_shared = 0.43
third_shared = 2.14
