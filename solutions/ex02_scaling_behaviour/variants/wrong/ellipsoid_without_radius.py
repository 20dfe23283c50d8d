"""The radius of the sphere is left out.

Loses: t5-ellipsoid
Says: the radius of the sphere was left out
"""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t5-hand-answer
radius = 64.0
point = [0.85, 1.13]
half_axes = [0.5, 2, 1, 3]
smallest_rms = 0.5
largest_rms = 3.0
