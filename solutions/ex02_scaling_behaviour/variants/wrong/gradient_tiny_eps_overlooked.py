"""Eps is overlooked for a tiny row.

Loses: t4-row-factors
Says: eps was overlooked
"""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t4-factors-answer
factor_row = 0.1
factor_negative = 0.5
factor_tiny = 0.1
factor_weight = 0.1
factor_data = 1.0
