"""A gain that is multiplied twice is named.

Loses: t4-cause
Says: a gain of 2 that is multiplied twice is a gain of 4
"""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t4-answers
cause = "E"
refuted_by = {"A": 5, "B": 6, "C": 3, "D": 5, "F": 6, "G": 2, "H": 2}
