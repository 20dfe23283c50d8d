"""GELU of centred rows is thought to have an average of 0.

Loses: t2-choice
Says: GELU has a positive average
"""

# canary: rmsnorm-course-instructor-only-7f3a


# %% t2-answers
choice = "A"
broken = {"A": [], "B": [2, 3], "C": [2], "D": [2], "E": [1], "F": []}
