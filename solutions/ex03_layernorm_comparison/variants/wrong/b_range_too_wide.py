"""B's range is wider than allowed.

Loses: t4-size
Says: the interval is too wide
"""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t4-answers
a_negative = 3
b_negative = 0
a_ratio = -2.0
b_ratio = 1.09
b_range = [0.5, 1.5]
