"""D is measured per row, and the gain stays unfolded.

Loses: t10-choice
Says: D was rounded per row as well
Contains: t10_d_per_row t10_choice_unfolded
"""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t10-answers
present = 7.6
ratios = {"A": 0.93, "B": 1.08, "C": 0.35, "D": 0.19}
weights_only = "D"
gain_if_all_rounded = "unfolded"
