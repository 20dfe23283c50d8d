"""The mean square is given where the RMS is asked for.

Loses: t1-size
Says: this is the mean square: the root was left out
"""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t1-answers
rms_doubled = 9.0
mean_square_doubled = 9.0
rms_negative = 6.0
first_negative = -0.8
rms_zero = 0.0
