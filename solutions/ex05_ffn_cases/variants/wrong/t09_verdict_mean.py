"""The obvious hypothesis is kept against the numbers.

Loses: t9-verdict
Says: alone, the mean removes little; look at
"""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t9-answers
mean_share = 0.1
bias_share = 0.58
both_share = 0.97
scale_share = 0
verdict = "A"
