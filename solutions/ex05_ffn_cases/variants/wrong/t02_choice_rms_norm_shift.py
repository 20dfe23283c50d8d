"""RMSNorm is thought to be invariant to a shift.

Loses: t2-choice
Says: RMSNorm is not invariant to a shift
"""

# canary: rmsnorm-course-instructor-only-7f3a


# %% t2-answers
choice = "C"
broken = {"A": [3], "B": [2, 3], "C": [], "D": [2], "E": [1], "F": []}
