"""The RMS of the gain is given for both limits.

Loses: t5-ellipsoid
Says: this is the RMS of the gain
"""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t5-hand-answer
radius = 64.0
point = [0.85, 1.13]
half_axes = [1.0, 4.0, 2.0, 6.0]
smallest_rms = 1.89
largest_rms = 1.89
