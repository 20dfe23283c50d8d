"""The present error is a share.

Loses: t10-choice
Says: this is a share, not percent
"""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t10-answers
present = 0.076
ratios = {"A": 0.93, "B": 1.08, "C": 0.35, "D": 0.29}
weights_only = "D"
gain_if_all_rounded = "folded"
