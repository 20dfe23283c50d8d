"""The radius is divided by the gain.

Loses: t5-ellipsoid
Says: divided by the gain, not multiplied
"""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t5-hand-answer
radius = 64.0
point = [0.85, 1.13]
half_axes = [4, 1, 2, 0.67]
smallest_rms = 0.5
largest_rms = 3.0
