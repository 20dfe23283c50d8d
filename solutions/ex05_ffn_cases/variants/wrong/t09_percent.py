"""Percent are given.

Loses: t9-verdict
Says: these are percent, not shares
"""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t9-answers
mean_share = 10.47
bias_share = 57.87
both_share = 96.76
scale_share = 0.05
verdict = "C"
