"""Multiplied by d, not by its root.

Loses: t5-ellipsoid
Says: multiplied by d, not by its root
"""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t5-hand-answer
radius = 64.0
point = [0.85, 1.13]
half_axes = [2, 8, 4, 12]
smallest_rms = 0.5
largest_rms = 3.0
