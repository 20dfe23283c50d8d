"""The RMS of the output is given, not its mean.

Loses: t5-counter
Says: the RMS of the output, not its mean
"""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t5-answers
agree = [-4, -2, 1, 2, 3]
disagree = [20, 20.5, 20.5, 21]
counter_example = [-2, 2, 6]
counter_mean = 1
