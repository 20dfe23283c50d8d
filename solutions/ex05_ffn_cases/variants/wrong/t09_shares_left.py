"""The shares that are left are given.

Loses: t9-verdict
Says: these are the shares that are left
"""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t9-answers
mean_share = 0.9
bias_share = 0.42
both_share = 0.03
scale_share = 1.0
verdict = "C"
