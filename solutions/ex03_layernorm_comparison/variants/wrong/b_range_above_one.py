"""All of B's outputs are thought to lie above 1.

Loses: t4-size
Says: components below the RMS give outputs below 1
"""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t4-answers
a_negative = 3
b_negative = 0
a_ratio = -2.0
b_ratio = 1.09
b_range = [1.0, 1.1]
