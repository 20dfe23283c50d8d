"""The row is multiplied, the RMS is not.

Loses: t1-sign
Says: the row was multiplied and the RMS was not
"""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t1-answers
rms_doubled = 3.0
mean_square_doubled = 9.0
rms_negative = 6.0
first_negative = -3.2
rms_zero = 0.0
