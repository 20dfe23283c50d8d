"""A vector of mean zero, which supports the claim.

Loses: t5-counter
Says: this supports the claim
"""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t5-answers
agree = [-4, -2, 1, 2, 3]
disagree = [20, 20.5, 20.5, 21]
counter_example = [-1, -1, 2]
counter_mean = 0
