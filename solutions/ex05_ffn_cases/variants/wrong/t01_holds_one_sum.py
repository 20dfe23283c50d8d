"""The mean is thought to come for free.

Loses: t1-choices
Says: the mean is not known from the RMS
"""

# canary: rmsnorm-course-instructor-only-7f3a


# %% t1-holds
holds = {
    "scale": True,
    "shift": False,
    "centred": True,
    "size": False,
    "offset": True,
    "one_sum": True,
    "weights": True,
}
