"""Gains of 1 are taken to show a missing gain.

Loses: t4-cause
Says: gains of 1 make this cause invisible
"""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t4-answers
cause = "C"
refuted_by = {"A": 5, "B": 5, "D": 5, "E": 6, "F": 6, "G": 2, "H": 2}
