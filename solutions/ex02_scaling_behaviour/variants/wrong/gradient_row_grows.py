"""The gradient of the row is thought to grow with it.

Loses: t4-row-factors
Says: the gradient was taken to grow with the row
"""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t4-factors-answer
factor_row = 10.0
factor_negative = 0.5
factor_tiny = 1.0
factor_weight = 0.1
factor_data = 1.0
