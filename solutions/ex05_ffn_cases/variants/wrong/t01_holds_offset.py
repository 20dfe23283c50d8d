"""The mean of the stream is thought to reach the units although the rows are centred.

Loses: t1-choices
Says: leaves nothing for the sum of a unit's weights
"""

# canary: rmsnorm-course-instructor-only-7f3a


# %% t1-holds
holds = {
    "scale": True,
    "shift": False,
    "centred": True,
    "size": False,
    "offset": False,
    "one_sum": False,
    "weights": True,
}
