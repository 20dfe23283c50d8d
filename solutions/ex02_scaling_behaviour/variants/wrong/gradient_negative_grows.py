"""The gradient is thought to grow and to change sign.

Loses: t4-row-factors
Says: to grow with the row and to change its sign
"""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t4-factors-answer
factor_row = 0.1
factor_negative = -2.0
factor_tiny = 1.0
factor_weight = 0.1
factor_data = 1.0
