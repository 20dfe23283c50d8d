"""The difference in line 3 is taken to refute swapped halves.

Loses: t4-cause
Says: so line 3 holds with it
"""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t4-answers
cause = "C"
refuted_by = {"A": 3, "B": 6, "D": 5, "E": 6, "F": 6, "G": 2, "H": 2}
