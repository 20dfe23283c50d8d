"""One negative component is too small to bring the mean to zero.

Loses: t5-agree
Says: the mean of the components is not zero
"""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t5-answers
agree = [10, 11, 12, 13, -20]
disagree = [20, 20.5, 20.5, 21]
counter_example = [-1, 1, 3]
counter_mean = 0.52
