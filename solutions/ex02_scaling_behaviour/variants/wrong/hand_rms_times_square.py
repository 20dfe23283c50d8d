"""Doubling is thought to multiply the RMS by 4.

Loses: t1-size
Says: the RMS was multiplied by the square of the factor
"""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t1-answers
rms_doubled = 6.0
mean_square_doubled = 9.0
rms_negative = 6.0
first_negative = -0.8
rms_zero = 0.0
