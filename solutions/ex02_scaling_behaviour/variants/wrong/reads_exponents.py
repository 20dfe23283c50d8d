"""Exponents are given instead of sizes.

Loses: t7-readings
Says: this is the exponent, not the size
"""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t7-readings-answer
slope_left = 1.0
level_right = 1.0
half_outside = -4.0
half_inside = -2.24
ratio_left = 100.0
