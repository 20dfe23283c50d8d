"""A missing gain is named; line 6 is not read.

Loses: t4-cause
Says: with all gains set to 2 a missing gain still shows
"""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t4-answers
cause = "B"
refuted_by = {"A": 5, "C": 3, "D": 5, "E": 6, "F": 6, "G": 2, "H": 2}
