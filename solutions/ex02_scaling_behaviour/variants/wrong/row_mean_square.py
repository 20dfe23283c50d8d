"""Divided by the mean square.

Loses: t3-row
Says: the root was left out
"""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t3-row-answer
row_outputs = [0.19, -0.09, 0.09, -0.01]
