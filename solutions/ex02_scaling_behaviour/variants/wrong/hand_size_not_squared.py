"""The share of the output is not squared.

Loses: t2-hand
Says: the share of the output was not squared
"""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t2-hand-answer
size_outside = 4e-6
size_inside = 2e-3
