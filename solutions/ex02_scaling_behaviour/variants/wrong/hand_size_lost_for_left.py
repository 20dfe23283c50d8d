"""The share that is lost is taken for the share that is left.

Loses: t2-hand
Says: the share that is lost was taken for the share that is left
"""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t2-hand-answer
size_outside = 2.5e-7
size_inside = 2.04e-4
