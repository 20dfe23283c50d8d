"""Swapped halves are named, as on the page.

Loses: t4-cause
Says: with all gains set to 1 the halves are still swapped
"""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t4-answers
cause = "A"
refuted_by = {"B": 6, "C": 3, "D": 5, "E": 6, "F": 6, "G": 2, "H": 2}
