"""The knee is given for eps inside.

Loses: t2-hand
Says: this is the knee
"""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t2-hand-answer
size_outside = 4e-6
size_inside = 1e-3
