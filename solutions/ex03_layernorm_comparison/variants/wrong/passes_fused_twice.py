"""The fused kernel is thought to read the row twice.

Loses: t7-passes
Says: in fast memory the second reduction moves nothing
"""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t7-answers
passes = [5, 8, 3, 3]
saving = 0.38
claim = "D"
