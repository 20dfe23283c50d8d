"""The point has length 1, and a half-axis has a sign.

Loses: t5-sphere, t5-ellipsoid
Says: the row was divided by its length, not by its RMS
Contains: sphere_point_unit ellipsoid_signed
"""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t5-hand-answer
radius = 64.0
point = [0.6, 0.8]
half_axes = [1, -4, 2, 6]
smallest_rms = 0.5
largest_rms = 3.0
