"""A fused RMSNorm is thought to need one pass.

Loses: t7-claim
Says: also has to read its input and to write its output
"""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t7-answers
passes = [5, 8, 3, 2]
saving = 0.38
claim = "C"
