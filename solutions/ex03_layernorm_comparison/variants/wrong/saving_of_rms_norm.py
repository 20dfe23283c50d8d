"""The saving is divided by the passes of RMSNorm.

Loses: t7-claim
Says: the saving was divided by the passes of RMSNorm
"""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t7-answers
passes = [5, 8, 3, 2]
saving = 0.6
claim = "D"
