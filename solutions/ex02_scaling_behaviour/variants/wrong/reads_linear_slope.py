"""A slope on linear axes is given.

Loses: t7-readings
Says: a slope on linear axes
"""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t7-readings-answer
slope_left = 1e4
level_right = 1.0
half_outside = 1e-4
half_inside = 5.8e-3
ratio_left = 100.0
