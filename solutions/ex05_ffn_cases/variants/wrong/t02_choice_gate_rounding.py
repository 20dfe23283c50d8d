"""Large values behind the gate are thought to spoil rounded weights.

Loses: t2-choice
Says: large values behind the gate are not rounded here
"""

# canary: rmsnorm-course-instructor-only-7f3a


# %% t2-answers
choice = "A"
broken = {"A": [3], "B": [2, 3], "C": [2, 4], "D": [2, 4], "E": [1, 4], "F": [4]}
