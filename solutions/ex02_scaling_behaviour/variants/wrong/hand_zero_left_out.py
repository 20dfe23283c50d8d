"""The factor 0 is ignored.

Loses: t1-size
Says: the factor 0 was left out
"""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t1-answers
rms_doubled = 3.0
mean_square_doubled = 9.0
rms_negative = 6.0
first_negative = -0.8
rms_zero = 1.5
