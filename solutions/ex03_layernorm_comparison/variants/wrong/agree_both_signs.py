"""Components of both signs, but the mean is not zero.

Loses: t5-agree
Says: components of both signs are not enough
"""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t5-answers
agree = [-3, -1, 0.5, 2, 4]
disagree = [20, 20.5, 20.5, 21]
counter_example = [-1, 1, 3]
counter_mean = 0.52
