"""The shares were added, and the mean is ruled out.

Loses: t9-verdict
Says: the two shares were added
Contains: t09_added t09_verdict_no_part
"""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t9-answers
mean_share = 0.1
bias_share = 0.58
both_share = 0.68
scale_share = 0
verdict = "B"
