"""The slope is thought to grow like the output.

Loses: t4-row-factors
Says: the slope was taken to grow like the output
"""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t4-factors-answer
factor_row = 0.1
factor_negative = 0.5
factor_tiny = 10.0
factor_weight = 0.1
factor_data = 1.0
