"""All components are positive.

Loses: t5-agree
Says: all components have one sign, so their mean cannot be zero
"""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t5-answers
agree = [1, 2, 3, 4, 5]
disagree = [20, 20.5, 20.5, 21]
counter_example = [-1, 1, 3]
counter_mean = 0.52
