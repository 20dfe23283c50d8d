"""A gain before the norm is named.

Loses: t4-cause
Says: the norm removes a constant gain that stands before it
"""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t4-answers
cause = "F"
refuted_by = {"A": 5, "B": 6, "C": 3, "D": 5, "E": 6, "G": 2, "H": 2}
