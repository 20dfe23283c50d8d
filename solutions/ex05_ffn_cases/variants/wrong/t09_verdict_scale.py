"""The scale is blamed.

Loses: t9-verdict
Says: scaling the deviations back removes nothing
"""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t9-answers
mean_share = 0.1
bias_share = 0.58
both_share = 0.97
scale_share = 0
verdict = "D"
