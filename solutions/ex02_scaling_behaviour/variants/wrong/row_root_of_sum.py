"""Divided by the length of the row.

Loses: t3-row
Says: the root of the sum of squares
"""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t3-row-answer
row_outputs = [0.83, -0.39, 0.39, -0.06]
