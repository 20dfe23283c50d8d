"""The distance in powers of ten is given.

Loses: t7-readings
Says: this is the distance in powers of ten, not the ratio
"""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t7-readings-answer
slope_left = 1.0
level_right = 1.0
half_outside = 1e-4
half_inside = 5.8e-3
ratio_left = 2.0
