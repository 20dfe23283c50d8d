"""Gains of 1 are taken to show a gain that is multiplied twice.

Loses: t4-cause
Says: gains of 1 make this cause invisible
"""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t4-answers
cause = "C"
refuted_by = {"A": 5, "B": 6, "D": 5, "E": 5, "F": 6, "G": 2, "H": 2}
