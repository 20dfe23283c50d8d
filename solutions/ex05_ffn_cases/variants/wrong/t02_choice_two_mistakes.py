"""Centring is taken for LayerNorm, and GELU is thought to have an average of 0.

Loses: t2-choice
Says: GELU has a positive average
Contains: t02_choice_centred t02_choice_gelu
"""

# canary: rmsnorm-course-instructor-only-7f3a


# %% t2-answers
choice = "D"
broken = {"A": [], "B": [2, 3], "C": [2], "D": [], "E": [1], "F": []}
