"""The share that is left is given.

Loses: t7-claim
Says: the share that is left was given
"""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t7-answers
passes = [5, 8, 3, 2]
saving = 0.63
claim = "D"
