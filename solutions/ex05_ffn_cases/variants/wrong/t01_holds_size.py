"""The RMS is thought to stay 1 when the mean is subtracted.

Loses: t1-choices
Says: takes a part of it away
"""

# canary: rmsnorm-course-instructor-only-7f3a


# %% t1-holds
holds = {
    "scale": True,
    "shift": False,
    "centred": True,
    "size": True,
    "offset": True,
    "one_sum": False,
    "weights": True,
}
