"""Two lines are given for one cause.

Loses: t4-cause
Says: give one whole number from 1 to 6 for each letter
"""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t4-answers
cause = "C"
refuted_by = {"A": [4, 5], "B": 6, "D": 5, "E": 6, "F": 6, "G": 2, "H": 2}
