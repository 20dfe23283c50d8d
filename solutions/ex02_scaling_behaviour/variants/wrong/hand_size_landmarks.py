"""Half-point and knee are given, whatever the loss.

Loses: t2-hand
Says: this is the half-point
"""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t2-hand-answer
size_outside = 1e-6
size_inside = 1e-3
