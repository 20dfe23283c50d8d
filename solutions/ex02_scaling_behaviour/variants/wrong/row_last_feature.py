"""The factor is put on the last feature.

Loses: t3-row
Says: the factor was put on the last feature
"""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t3-row-answer
row_outputs = [0.11, -0.78, 0.78, -1.67]
