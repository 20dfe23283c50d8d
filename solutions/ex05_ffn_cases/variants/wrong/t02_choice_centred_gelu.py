"""Centring GELU's matrix is thought to give invariance to a shift.

Loses: t2-choice
Says: leaves the scale s, which a shift changes
"""

# canary: rmsnorm-course-instructor-only-7f3a


# %% t2-answers
choice = "F"
broken = {"A": [3], "B": [3], "C": [2], "D": [2], "E": [1], "F": []}
