"""Equal matrices are taken to refute a missing norm.

Loses: t4-cause
Says: with equal matrices this cause still makes a difference
"""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t4-answers
cause = "C"
refuted_by = {"A": 5, "B": 6, "D": 5, "E": 6, "F": 6, "G": 3, "H": 4}
