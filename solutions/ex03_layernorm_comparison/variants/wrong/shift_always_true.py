"""Every norm is called shift invariant.

Loses: t6-shift, t6-narrow
Says: the function says yes to everything
"""

# canary: rmsnorm-course-instructor-only-7f3a


# %% t6-shift-answer
def is_shift_invariant(norm, d):
    return True
