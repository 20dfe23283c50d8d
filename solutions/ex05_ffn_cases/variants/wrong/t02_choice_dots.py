"""The lists are left open.

Loses: t2-choice
Says: must be a list of numbers
"""

# canary: rmsnorm-course-instructor-only-7f3a


# %% t2-answers
choice = "F"
broken = {"A": ..., "B": ..., "C": ..., "D": ..., "E": ..., "F": ...}
