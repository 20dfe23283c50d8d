"""The RMS is thought to stay 1 after the gain.

Loses: t5-ellipsoid
Says: the RMS was taken to be 1, as without gain
"""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t5-hand-answer
radius = 64.0
point = [0.85, 1.13]
half_axes = [1.0, 4.0, 2.0, 6.0]
smallest_rms = 1.0
largest_rms = 1.0
