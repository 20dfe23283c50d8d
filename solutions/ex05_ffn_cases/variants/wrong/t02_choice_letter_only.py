"""The lists are right and the letter does not fit them.

Loses: t2-choice
Says: the letter does not fit the lists
"""

# canary: rmsnorm-course-instructor-only-7f3a


# %% t2-answers
choice = "D"
broken = {"A": [3], "B": [2, 3], "C": [2], "D": [2], "E": [1], "F": []}
