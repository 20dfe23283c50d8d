"""The number of passes is given.

Loses: t7-claim
Says: the number of passes was given, not their share
"""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t7-answers
passes = [5, 8, 3, 2]
saving = 3
claim = "D"
