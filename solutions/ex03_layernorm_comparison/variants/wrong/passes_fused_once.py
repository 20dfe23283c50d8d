"""The fused kernel is thought to read and write in one pass.

Loses: t7-passes
Says: reading and writing are two passes
"""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t7-answers
passes = [5, 8, 3, 1]
saving = 0.38
claim = "D"
