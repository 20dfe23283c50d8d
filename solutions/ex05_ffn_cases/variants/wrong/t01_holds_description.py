"""The description is believed: everything holds.

Loses: t1-choices
Says: it changes the RMS that the row is divided by
Contains: t01_holds_shift t01_holds_size t01_holds_one_sum
"""

# canary: rmsnorm-course-instructor-only-7f3a


# %% t1-holds
holds = {
    "scale": True,
    "shift": True,
    "centred": True,
    "size": True,
    "offset": True,
    "one_sum": True,
    "weights": True,
}
