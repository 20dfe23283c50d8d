"""Offsets are thought to move the average over all units.

Loses: t2-choice
Says: offsets of random weights have both signs
"""

# canary: rmsnorm-course-instructor-only-7f3a


# %% t2-answers
choice = "F"
broken = {"A": [3], "B": [2, 3], "C": [2, 3], "D": [2], "E": [1], "F": []}
