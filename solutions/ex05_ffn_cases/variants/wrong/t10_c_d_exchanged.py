"""C and D are exchanged.

Loses: t10-choice
Says: C and D are exchanged
"""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t10-answers
present = 7.6
ratios = {"A": 0.93, "B": 1.08, "C": 0.29, "D": 0.35}
weights_only = "D"
gain_if_all_rounded = "folded"
