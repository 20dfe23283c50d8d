"""The activation is exchanged.

Loses: t10-choice
Says: the activation has no part in this
"""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t10-answers
present = 7.6
ratios = {"A": 0.93, "B": 1.08, "C": 0.35, "D": 0.29}
weights_only = "B"
gain_if_all_rounded = "folded"
