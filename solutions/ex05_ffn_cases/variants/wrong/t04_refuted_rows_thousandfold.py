"""Larger rows are taken to show a missing gain.

Loses: t4-cause
Says: this cause works on normalized rows
"""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t4-answers
cause = "C"
refuted_by = {"A": 5, "B": 2, "D": 5, "E": 6, "F": 6, "G": 2, "H": 2}
