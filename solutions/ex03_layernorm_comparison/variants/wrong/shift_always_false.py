"""No norm is called shift invariant.

Loses: t6-shift, t6-narrow
Says: the mean moves with the row
"""

# canary: rmsnorm-course-instructor-only-7f3a


# %% t6-shift-answer
def is_shift_invariant(norm, d):
    return False
