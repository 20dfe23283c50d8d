"""The shares that are saved are given.

Loses: t10-choice
Says: this is the share that is saved
"""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t10-answers
present = 7.6
ratios = {"A": 0.07, "B": -0.08, "C": 0.65, "D": 0.71}
weights_only = "D"
gain_if_all_rounded = "folded"
