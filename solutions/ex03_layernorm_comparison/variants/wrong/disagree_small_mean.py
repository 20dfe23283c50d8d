"""The mean is only a little larger than the standard deviation.

Loses: t5-disagree
Says: the mean is not large enough beside the standard deviation
"""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t5-answers
agree = [-4, -2, 1, 2, 3]
disagree = [1, 1.5, 1.5, 2]
counter_example = [-1, 1, 3]
counter_mean = 0.52
