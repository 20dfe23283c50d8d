"""The ratios are upside down.

Loses: t10-choice
Says: the ratios are upside down
"""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t10-answers
present = 7.6
ratios = {"A": 1.07, "B": 0.93, "C": 2.9, "D": 3.48}
weights_only = "D"
gain_if_all_rounded = "folded"
