"""Every norm is called scale invariant.

Loses: t6-scale, t6-narrow
Says: the function says yes to everything
"""

# canary: rmsnorm-course-instructor-only-7f3a


# %% t6-scale-answer
def is_scale_invariant(norm, d):
    return True
