"""The output mean is too small.

Loses: t5-counter
Says: the mean is too small or too large beside the RMS
"""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t5-answers
agree = [-4, -2, 1, 2, 3]
disagree = [20, 20.5, 20.5, 21]
counter_example = [-5, 4, 5]
counter_mean = 0.28
