"""The factor of the relative step.

Loses: t4-row-factors
Says: this is the relative step
"""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t4-factors-answer
factor_row = 0.01
factor_negative = 0.5
factor_tiny = 1.0
factor_weight = 0.1
factor_data = 1.0
