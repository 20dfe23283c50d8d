"""Only the first value is changed.

Loses: t3-row
Says: the old RMS was used
"""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t3-row-answer
row_outputs = [3.0, -1.4, 1.4, -0.2]
