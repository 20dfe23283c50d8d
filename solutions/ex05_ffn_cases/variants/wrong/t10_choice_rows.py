"""Scales for rows are chosen, as with a large row.

Loses: t10-choice
Says: the large column is part of every row
"""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t10-answers
present = 7.6
ratios = {"A": 0.93, "B": 1.08, "C": 0.35, "D": 0.29}
weights_only = "C"
gain_if_all_rounded = "folded"
