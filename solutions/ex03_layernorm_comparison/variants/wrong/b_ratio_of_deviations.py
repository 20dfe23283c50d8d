"""Method B is thought to change the ratio as A does.

Loses: t4-size
Says: dividing by the RMS keeps ratios of components
"""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t4-answers
a_negative = 3
b_negative = 0
a_ratio = -2.0
b_ratio = -2
b_range = [0.95, 1.08]
