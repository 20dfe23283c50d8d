"""A fused LayerNorm is thought to read the row twice.

Loses: t7-claim
Says: so it need not read it again
"""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t7-answers
passes = [5, 8, 3, 2]
saving = 0.38
claim = "B"
