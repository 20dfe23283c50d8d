"""A half-axis is given a sign.

Loses: t5-ellipsoid
Says: a half-axis is a length: the sign of the gain does not matter
"""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t5-hand-answer
radius = 64.0
point = [0.85, 1.13]
half_axes = [1, -4, 2, 6]
smallest_rms = 0.5
largest_rms = 3.0
