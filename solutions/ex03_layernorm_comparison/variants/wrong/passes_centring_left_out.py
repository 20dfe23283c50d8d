"""Subtracting the mean is not counted.

Loses: t7-passes
Says: a line was left out
"""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t7-answers
passes = [5, 6, 3, 2]
saving = 0.38
claim = "D"
