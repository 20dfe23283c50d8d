"""The change is thought to be invisible.

Loses: t3-row
Says: the change was taken to be invisible
"""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t3-row-answer
row_outputs = [0.2, -1.4, 1.4, -0.2]
