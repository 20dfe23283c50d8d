"""The third component is divided by the first.

Loses: t4-size
Says: the third component was divided by the first
"""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t4-answers
a_negative = 3
b_negative = 0
a_ratio = -0.5
b_ratio = 0.92
b_range = [0.95, 1.08]
