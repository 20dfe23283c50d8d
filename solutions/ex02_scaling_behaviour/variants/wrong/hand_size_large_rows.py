"""The approximation for large rows is used.

Loses: t2-hand
Says: it holds for small losses only
"""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t2-hand-answer
size_outside = 5e-6
size_inside = 1.58e-3
