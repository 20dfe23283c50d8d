"""The mean is divided by the mean square.

Loses: t5-counter
Says: the mean was divided by the mean square: the root is missing
"""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t5-answers
agree = [-4, -2, 1, 2, 3]
disagree = [20, 20.5, 20.5, 21]
counter_example = [-1, 1, 3]
counter_mean = 0.27
