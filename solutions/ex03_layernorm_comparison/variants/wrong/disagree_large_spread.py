"""Large components that lie far apart.

Loses: t5-disagree
Says: the components lie too far apart
"""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t5-answers
agree = [-4, -2, 1, 2, 3]
disagree = [100, 200, 300, 400]
counter_example = [-1, 1, 3]
counter_mean = 0.52
