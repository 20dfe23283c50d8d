"""The gradient of the weights is taken to be invariant.

Loses: t4-weight-factors
Says: the gradient was taken to be invariant, as the output is
"""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t4-factors-answer
factor_row = 0.1
factor_negative = 0.5
factor_tiny = 1.0
factor_weight = 1.0
factor_data = 1.0
