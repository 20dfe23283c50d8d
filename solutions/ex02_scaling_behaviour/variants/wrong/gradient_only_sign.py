"""Only the sign is taken into account.

Loses: t4-row-factors
Says: only the sign was taken into account
"""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t4-factors-answer
factor_row = 0.1
factor_negative = -1.0
factor_tiny = 1.0
factor_weight = 0.1
factor_data = 1.0
