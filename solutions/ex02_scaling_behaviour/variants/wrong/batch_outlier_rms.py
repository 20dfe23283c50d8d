"""Everything is divided by the RMS of the outlier.

Loses: t6-hand
Says: divided by the RMS of the outlier
"""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t6-hand-answer
first_own = 1.0
third_own = 1.0
first_shared = 0.2
third_shared = 1.0
