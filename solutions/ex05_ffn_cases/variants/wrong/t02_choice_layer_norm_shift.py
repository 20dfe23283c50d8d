"""LayerNorm is thought to feel a shift.

Loses: t2-choice
Says: LayerNorm subtracts the mean
"""

# canary: rmsnorm-course-instructor-only-7f3a


# %% t2-answers
choice = "D"
broken = {"A": [2, 3], "B": [2, 3], "C": [2], "D": [2], "E": [1], "F": [2]}
