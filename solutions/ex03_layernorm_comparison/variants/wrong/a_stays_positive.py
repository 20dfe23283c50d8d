"""Method A is thought to keep positive components positive.

Loses: t4-signs
Says: all components are positive, but subtracting the mean changes that
"""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t4-answers
a_negative = 0
b_negative = 0
a_ratio = -2.0
b_ratio = 1.09
b_range = [0.95, 1.08]
