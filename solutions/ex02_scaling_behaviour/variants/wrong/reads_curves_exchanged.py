"""The half-points of the two curves are exchanged.

Loses: t7-readings
Says: the curve for eps inside was read
"""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t7-readings-answer
slope_left = 1.0
level_right = 1.0
half_outside = 5.8e-3
half_inside = 1e-4
ratio_left = 100.0
