"""B's range is thought to be that of a mean-free output.

Loses: t4-size
Says: the range of a mean-free output was given
"""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t4-answers
a_negative = 3
b_negative = 0
a_ratio = -2.0
b_ratio = 1.09
b_range = [-2, 2]
