"""A centred matrix is thought to give GELU an average of 0.

Loses: t2-choice
Says: GELU has a positive average
"""

# canary: rmsnorm-course-instructor-only-7f3a


# %% t2-answers
choice = "F"
broken = {"A": [3], "B": [2], "C": [2], "D": [2], "E": [1], "F": []}
