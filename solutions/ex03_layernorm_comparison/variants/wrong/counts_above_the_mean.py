"""The components above the mean are counted.

Loses: t4-signs
Says: the components above the mean were counted
"""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t4-answers
a_negative = 1
b_negative = 0
a_ratio = -2.0
b_ratio = 1.09
b_range = [0.95, 1.08]
