"""The largest length is given, not the largest RMS.

Loses: t5-ellipsoid
Says: this is the largest length, not the largest RMS
"""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t5-hand-answer
radius = 64.0
point = [0.85, 1.13]
half_axes = [1.0, 4.0, 2.0, 6.0]
smallest_rms = 0.5
largest_rms = 6.0
