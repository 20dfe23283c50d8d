"""The row is divided by its mean.

Loses: t5-sphere
Says: the row was divided by the mean of its components
"""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t5-hand-answer
radius = 64.0
point = [0.86, 1.14]
half_axes = [1.0, 4.0, 2.0, 6.0]
smallest_rms = 0.5
largest_rms = 3.0
