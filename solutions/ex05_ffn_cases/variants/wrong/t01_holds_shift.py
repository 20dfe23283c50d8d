"""Centring is thought to bring invariance to a shift.

Loses: t1-choices
Says: it changes the RMS that the row is divided by
"""

# canary: rmsnorm-course-instructor-only-7f3a


# %% t1-holds
holds = {
    "scale": True,
    "shift": True,
    "centred": True,
    "size": False,
    "offset": True,
    "one_sum": False,
    "weights": True,
}
