"""Doubling multiplies the RMS by 4, and a negative factor makes it negative.

Loses: t1-size, t1-sign
Says: the RMS was given the sign of the factor
Contains: hand_rms_times_square hand_rms_negative
"""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t1-answers
rms_doubled = 6.0
mean_square_doubled = 9.0
rms_negative = -6.0
first_negative = -0.8
rms_zero = 0.0
