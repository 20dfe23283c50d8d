"""Centred matrices are taken for LayerNorm.

Loses: t2-choice
Says: leaves the scale s, which a shift changes
"""

# canary: rmsnorm-course-instructor-only-7f3a


# %% t2-answers
choice = "D"
broken = {"A": [3], "B": [2, 3], "C": [2], "D": [], "E": [1], "F": []}
