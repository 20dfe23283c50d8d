"""A third of eps, without the root.

Loses: t7-readings
Says: a third of eps, the root was left out
"""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t7-readings-answer
slope_left = 1.0
level_right = 1.0
half_outside = 1e-4
half_inside = 3.3e-5
ratio_left = 100.0
