"""The sum of the squares is taken, not their mean.

Loses: t6-hand
Says: the sum of the squares was taken, not their mean
"""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t6-hand-answer
first_own = 1.0
third_own = 1.0
first_shared = 0.19
third_shared = 0.96
