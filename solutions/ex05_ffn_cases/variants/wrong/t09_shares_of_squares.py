"""The shares are those of the squares.

Loses: t9-verdict
Says: these are shares of the squares
"""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t9-answers
mean_share = 0.2
bias_share = 0.82
both_share = 1.0
scale_share = 0
verdict = "C"
