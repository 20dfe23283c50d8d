"""Gains of 1 are taken to show a missing gain, and line 3 to refute swapped halves.

Loses: t4-cause
Says: so line 3 holds with it
Contains: t04_refuted_gain_of_one t04_refuted_differs
"""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t4-answers
cause = "C"
refuted_by = {"A": 3, "B": 5, "D": 5, "E": 6, "F": 6, "G": 2, "H": 2}
