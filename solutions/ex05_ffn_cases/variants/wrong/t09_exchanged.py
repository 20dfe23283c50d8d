"""Mean and bias are exchanged.

Loses: t9-verdict
Says: the shares of mean and bias are exchanged
"""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t9-answers
mean_share = 0.58
bias_share = 0.1
both_share = 0.97
scale_share = 0
verdict = "C"
