"""The mean square is doubled, not multiplied by 4.

Loses: t1-size
Says: by the factor, not by its square
"""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t1-answers
rms_doubled = 3.0
mean_square_doubled = 4.5
rms_negative = 6.0
first_negative = -0.8
rms_zero = 0.0
