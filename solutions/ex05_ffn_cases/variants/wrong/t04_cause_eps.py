"""A large eps is named.

Loses: t4-cause
Says: a large eps shows when the rows are multiplied by 1000
"""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t4-answers
cause = "G"
refuted_by = {"A": 5, "B": 6, "C": 3, "D": 5, "E": 6, "F": 6, "H": 2}
