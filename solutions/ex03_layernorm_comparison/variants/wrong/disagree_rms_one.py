"""The components are small, as if only the RMS counted.

Loses: t5-disagree
Says: the mean is not large enough beside the standard deviation
"""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t5-answers
agree = [-4, -2, 1, 2, 3]
disagree = [0.4, 0.9, 1.2, 1.4]
counter_example = [-1, 1, 3]
counter_mean = 0.52
