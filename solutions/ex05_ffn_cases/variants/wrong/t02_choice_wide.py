"""Every inner size is thought to be free.

Loses: t2-choice
Says: more than the budget
"""

# canary: rmsnorm-course-instructor-only-7f3a


# %% t2-answers
choice = "E"
broken = {"A": [3], "B": [2, 3], "C": [2], "D": [2], "E": [], "F": []}
