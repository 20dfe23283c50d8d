"""All components are equal.

Loses: t5-disagree
Says: all components are equal
"""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t5-answers
agree = [-4, -2, 1, 2, 3]
disagree = [7, 7, 7, 7]
counter_example = [-1, 1, 3]
counter_mean = 0.52
