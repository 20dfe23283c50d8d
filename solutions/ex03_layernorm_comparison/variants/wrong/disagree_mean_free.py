"""The vector of largest signs has mean zero, where the norms agree.

Loses: t5-disagree
Says: the mean is zero, which is where the two norms agree
"""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t5-answers
agree = [-4, -2, 1, 2, 3]
disagree = [0.5, -0.5, 0.5, -0.5]
counter_example = [-1, 1, 3]
counter_mean = 0.52
