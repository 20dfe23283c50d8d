"""The sign is kept, and the factor of x is forgotten.

Loses: t4-row-factors, t4-weight-factors
Says: output and step both change sign
Contains: gradient_negative_sign gradient_data_row_only
"""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t4-factors-answer
factor_row = 0.1
factor_negative = -0.5
factor_tiny = 1.0
factor_weight = 0.1
factor_data = 0.1
