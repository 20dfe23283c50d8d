"""Three matrices are thought to break the budget.

Loses: t2-choice
Says: count the numbers of all matrices
"""

# canary: rmsnorm-course-instructor-only-7f3a


# %% t2-answers
choice = "A"
broken = {"A": [3], "B": [2, 3], "C": [1, 2], "D": [1, 2], "E": [1], "F": [1]}
