"""The mean that is subtracted at the end is thought to grow with the row.

Loses: t1-choices
Says: the factor stands in the row and in its RMS
"""

# canary: rmsnorm-course-instructor-only-7f3a


# %% t1-holds
holds = {
    "scale": False,
    "shift": False,
    "centred": True,
    "size": False,
    "offset": True,
    "one_sum": False,
    "weights": True,
}
