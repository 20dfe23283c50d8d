"""Gains of 1 are taken to show a gain before the norm.

Loses: t4-cause
Says: gains of 1 make this cause invisible
"""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t4-answers
cause = "C"
refuted_by = {"A": 5, "B": 6, "D": 5, "E": 6, "F": 5, "G": 2, "H": 2}
