"""The mean is ruled out because alone it removes little.

Loses: t9-verdict
Says: compare the bias alone with both together
"""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t9-answers
mean_share = 0.1
bias_share = 0.58
both_share = 0.97
scale_share = 0
verdict = "B"
