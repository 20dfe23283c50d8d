"""The factor of x in the gradient of the weights is forgotten.

Loses: t4-weight-factors
Says: the gradient of the weights also contains x
"""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t4-factors-answer
factor_row = 0.1
factor_negative = 0.5
factor_tiny = 1.0
factor_weight = 0.1
factor_data = 0.1
