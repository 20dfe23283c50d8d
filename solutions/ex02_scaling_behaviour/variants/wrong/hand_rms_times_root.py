"""Doubling is thought to multiply the RMS by the root of 2.

Loses: t1-size
Says: multiplied by the root of the factor
"""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t1-answers
rms_doubled = 2.12
mean_square_doubled = 9.0
rms_negative = 6.0
first_negative = -0.8
rms_zero = 0.0
