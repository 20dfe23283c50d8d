"""Training from scratch is taken to refute alternating rows.

Loses: t4-cause
Says: line 1 refutes none
"""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t4-answers
cause = "C"
refuted_by = {"A": 5, "B": 6, "D": 1, "E": 6, "F": 6, "G": 2, "H": 2}
