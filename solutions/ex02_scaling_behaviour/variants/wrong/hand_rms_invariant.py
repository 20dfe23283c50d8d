"""The RMS itself is taken to be scale invariant.

Loses: t1-size, t1-sign
Says: the RMS itself was taken to be scale invariant
"""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t1-answers
rms_doubled = 1.5
mean_square_doubled = 9.0
rms_negative = 1.5
first_negative = -0.8
rms_zero = 0.0
