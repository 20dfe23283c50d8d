"""Method B is thought to make the mean zero.

Loses: t4-signs
Says: RMSNorm was taken to make the mean zero
"""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t4-answers
a_negative = 3
b_negative = 3
a_ratio = -2.0
b_ratio = 1.09
b_range = [0.95, 1.08]
