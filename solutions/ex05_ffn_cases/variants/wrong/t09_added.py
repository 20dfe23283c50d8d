"""The two shares were added.

Loses: t9-verdict
Says: the two shares were added
"""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t9-answers
mean_share = 0.1
bias_share = 0.58
both_share = 0.68
scale_share = 0
verdict = "C"
