"""A mean-free vector with equal components.

Loses: t5-agree
Says: two components are equal
"""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t5-answers
agree = [-2, -2, 1, 1, 2]
disagree = [20, 20.5, 20.5, 21]
counter_example = [-1, 1, 3]
counter_mean = 0.52
