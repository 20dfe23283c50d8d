"""Method B is thought to give as many negative as positive components.

Loses: t4-signs
Says: as if RMSNorm made the mean zero
"""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t4-answers
a_negative = 3
b_negative = 2
a_ratio = -2.0
b_ratio = 1.09
b_range = [0.95, 1.08]
