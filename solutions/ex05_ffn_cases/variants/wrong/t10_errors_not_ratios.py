"""Errors are given in place of ratios.

Loses: t10-choice
Says: these are errors in percent
"""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t10-answers
present = 7.6
ratios = {"A": 7.11, "B": 8.22, "C": 2.64, "D": 2.19}
weights_only = "D"
gain_if_all_rounded = "folded"
