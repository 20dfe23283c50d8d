"""The RMS is given the sign of the factor.

Loses: t1-sign
Says: the RMS was given the sign of the factor
"""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t1-answers
rms_doubled = 3.0
mean_square_doubled = 9.0
rms_negative = -6.0
first_negative = -0.8
rms_zero = 0.0
