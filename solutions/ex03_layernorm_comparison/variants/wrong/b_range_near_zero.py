"""A large RMS is thought to give outputs near zero.

Loses: t4-size
Says: a large RMS was taken to give small outputs
"""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t4-answers
a_negative = 3
b_negative = 0
a_ratio = -2.0
b_ratio = 1.09
b_range = [0, 0.1]
