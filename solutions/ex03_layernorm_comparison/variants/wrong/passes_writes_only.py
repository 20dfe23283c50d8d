"""Only the writes are counted.

Loses: t7-passes
Says: only the writes were counted
"""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t7-answers
passes = [2, 3, 1, 1]
saving = 0.38
claim = "D"
