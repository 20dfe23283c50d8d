"""The sign of the ratio of deviations is left out.

Loses: t4-size
Says: the sign was left out
"""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t4-answers
a_negative = 3
b_negative = 0
a_ratio = 2.0
b_ratio = 1.09
b_range = [0.95, 1.08]
