"""A is thought to keep signs and ratios.

Loses: t4-signs, t4-size
Says: subtracting the mean does not keep ratios
Contains: a_stays_positive a_keeps_ratios
"""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t4-answers
a_negative = 0
b_negative = 0
a_ratio = 1.09
b_ratio = 1.09
b_range = [0.95, 1.08]
