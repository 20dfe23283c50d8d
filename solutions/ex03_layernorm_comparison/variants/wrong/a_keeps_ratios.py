"""Method A is thought to keep the ratio of the components.

Loses: t4-size
Says: subtracting the mean does not keep ratios
"""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t4-answers
a_negative = 3
b_negative = 0
a_ratio = 1.09
b_ratio = 1.09
b_range = [0.95, 1.08]
