"""The knee is read for the half.

Loses: t7-readings
Says: this is the knee, where the output is larger than the half
"""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t7-readings-answer
slope_left = 1.0
level_right = 1.0
half_outside = 1e-4
half_inside = 1e-2
ratio_left = 100.0
