"""The present error is that of seed 0.

Loses: t10-choice
Says: this is the error of one seed
"""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t10-answers
present = 6.4
ratios = {"A": 0.93, "B": 1.08, "C": 0.35, "D": 0.29}
weights_only = "D"
gain_if_all_rounded = "folded"
