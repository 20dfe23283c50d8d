"""The second loop is thought to find the row in fast memory.

Loses: t7-passes
Says: the second loop reads the row again
"""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t7-answers
passes = [5, 8, 2, 2]
saving = 0.38
claim = "D"
