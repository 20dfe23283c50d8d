"""The RMS is given where the mean square is asked for.

Loses: t1-size
Says: this is the RMS: the square is missing
"""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t1-answers
rms_doubled = 3.0
mean_square_doubled = 3.0
rms_negative = 6.0
first_negative = -0.8
rms_zero = 0.0
