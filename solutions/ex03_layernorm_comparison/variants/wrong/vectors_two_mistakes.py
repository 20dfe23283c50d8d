"""Both constructed vectors have the wrong property.

Loses: t5-agree, t5-disagree
Says: all components have one sign
Contains: agree_positive disagree_small_mean
"""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t5-answers
agree = [1, 2, 3, 4, 5]
disagree = [1, 1.5, 1.5, 2]
counter_example = [-1, 1, 3]
counter_mean = 0.52
