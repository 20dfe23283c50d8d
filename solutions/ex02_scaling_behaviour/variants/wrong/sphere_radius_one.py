"""The RMS is taken for the length.

Loses: t5-sphere
Says: this is the RMS of the output, not its length
"""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t5-hand-answer
radius = 1.0
point = [0.85, 1.13]
half_axes = [1.0, 4.0, 2.0, 6.0]
smallest_rms = 0.5
largest_rms = 3.0
