"""The root is left out.

Loses: t2-hand
Says: the root was left out
"""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t2-hand-answer
size_outside = 4e-6
size_inside = 1.78e-6
