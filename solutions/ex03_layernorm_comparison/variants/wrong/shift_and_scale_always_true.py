"""Every norm is called shift invariant and scale invariant.

Loses: t6-shift, t6-scale, t6-narrow
Says: the function says yes to everything
Contains: shift_always_true scale_always_true
"""

# canary: rmsnorm-course-instructor-only-7f3a


# %% t6-shift-answer
def is_shift_invariant(norm, d):
    return True


# %% t6-scale-answer
def is_scale_invariant(norm, d):
    return True
