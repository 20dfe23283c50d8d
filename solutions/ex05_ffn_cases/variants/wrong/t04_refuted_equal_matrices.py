"""Equal matrices are taken to refute alternating rows.

Loses: t4-cause
Says: with equal matrices this cause still makes a difference
"""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t4-answers
cause = "C"
refuted_by = {"A": 5, "B": 6, "D": 4, "E": 6, "F": 6, "G": 2, "H": 2}
