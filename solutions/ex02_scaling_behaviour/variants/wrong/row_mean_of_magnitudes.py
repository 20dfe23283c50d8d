"""Divided by the mean of the magnitudes.

Loses: t3-row
Says: the mean of the magnitudes
"""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t3-row-answer
row_outputs = [2.0, -0.93, 0.93, -0.13]
