"""Only the reads are counted.

Loses: t7-passes
Says: only the reads were counted
"""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t7-answers
passes = [3, 5, 2, 1]
saving = 0.38
claim = "D"
