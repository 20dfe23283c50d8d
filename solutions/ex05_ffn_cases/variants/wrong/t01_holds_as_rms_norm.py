"""The answers are those of RMSNorm.

Loses: t1-choices
Says: subtracting the mean at the end makes the mean zero
Contains: t01_holds_centred t01_holds_offset t01_holds_size
"""

# canary: rmsnorm-course-instructor-only-7f3a


# %% t1-holds
holds = {
    "scale": True,
    "shift": False,
    "centred": False,
    "size": True,
    "offset": False,
    "one_sum": True,
    "weights": True,
}
