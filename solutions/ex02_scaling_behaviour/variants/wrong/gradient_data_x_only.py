"""Only the factor of x is counted.

Loses: t4-weight-factors
Says: only the factor of x was counted
"""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t4-factors-answer
factor_row = 0.1
factor_negative = 0.5
factor_tiny = 1.0
factor_weight = 0.1
factor_data = 10.0
