"""The lowest gain is taken, not the smallest magnitude.

Loses: t5-ellipsoid
Says: the smallest gain was taken, not the smallest magnitude
"""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t5-hand-answer
radius = 64.0
point = [0.85, 1.13]
half_axes = [1.0, 4.0, 2.0, 6.0]
smallest_rms = -2.0
largest_rms = 3.0
