"""The root of d is forgotten.

Loses: t5-sphere
Says: the root was left out
"""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t5-hand-answer
radius = 4096
point = [0.85, 1.13]
half_axes = [1.0, 4.0, 2.0, 6.0]
smallest_rms = 0.5
largest_rms = 3.0
