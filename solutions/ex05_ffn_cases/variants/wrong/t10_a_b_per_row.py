"""A and B are measured with scales for rows.

Loses: t10-choice
Says: A and B were rounded per row as well
"""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t10-answers
present = 7.6
ratios = {"A": 0.32, "B": 0.38, "C": 0.35, "D": 0.29}
weights_only = "D"
gain_if_all_rounded = "folded"
