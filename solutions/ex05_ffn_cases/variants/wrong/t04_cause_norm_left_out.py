"""A missing norm is named.

Loses: t4-cause
Says: without a norm the output follows the size of the rows
"""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t4-answers
cause = "H"
refuted_by = {"A": 5, "B": 6, "C": 3, "D": 5, "E": 6, "F": 6, "G": 2}
