"""Only seed 0 was run.

Loses: t9-verdict
Says: these are the shares of one seed
"""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t9-answers
mean_share = 0.07
bias_share = 0.51
both_share = 0.97
scale_share = 0
verdict = "C"
