"""The mean of the vector is given, not divided by the RMS.

Loses: t5-counter
Says: the mean of the vector, not divided by its RMS
"""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t5-answers
agree = [-4, -2, 1, 2, 3]
disagree = [20, 20.5, 20.5, 21]
counter_example = [-2, 2, 6]
counter_mean = 2
