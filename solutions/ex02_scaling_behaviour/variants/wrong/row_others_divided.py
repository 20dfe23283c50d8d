"""The first value stays and the others are divided by the factor.

Loses: t3-row
Says: the others divided by the factor
"""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t3-row-answer
row_outputs = [0.2, -0.09, 0.09, -0.01]
