"""The vector has RMS 1, but its mean is not zero.

Loses: t5-agree
Says: the RMS was made 1, but the mean must be zero
"""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t5-answers
agree = [0.5, 1.5, 1.2, -0.8, 0.648]
disagree = [20, 20.5, 20.5, 21]
counter_example = [-1, 1, 3]
counter_mean = 0.52
