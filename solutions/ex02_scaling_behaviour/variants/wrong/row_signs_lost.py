"""The signs are lost.

Loses: t3-row
Says: the signs were lost
"""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t3-row-answer
row_outputs = [1.67, 0.78, 0.78, 0.11]
