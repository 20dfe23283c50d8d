"""The factor is squared and not rooted.

Loses: t1-sign
Says: multiplied by the square of the factor
"""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t1-answers
rms_doubled = 3.0
mean_square_doubled = 9.0
rms_negative = 24.0
first_negative = -0.8
rms_zero = 0.0
