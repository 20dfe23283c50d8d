"""Alternating rows are named.

Loses: t4-cause
Says: with all gains set to 1 the rows are still read in the wrong order
"""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t4-answers
cause = "D"
refuted_by = {"A": 5, "B": 6, "C": 3, "E": 6, "F": 6, "G": 2, "H": 2}
