"""The mean of the vector, not of the output, is between 0.5 and 0.9.

Loses: t5-counter
Says: the condition is about the mean of the output, not of the vector
"""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t5-answers
agree = [-4, -2, 1, 2, 3]
disagree = [20, 20.5, 20.5, 21]
counter_example = [-2, 1, 3]
counter_mean = 0.67
