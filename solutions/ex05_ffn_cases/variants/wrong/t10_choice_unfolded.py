"""The gain stays unfolded although activations are rounded.

Loses: t10-choice
Says: an unfolded gain makes one input of each token large
"""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t10-answers
present = 7.6
ratios = {"A": 0.93, "B": 1.08, "C": 0.35, "D": 0.29}
weights_only = "D"
gain_if_all_rounded = "unfolded"
