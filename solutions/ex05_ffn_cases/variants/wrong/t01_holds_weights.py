"""Three matrices are thought to hold more than two.

Loses: t1-choices
Says: three matrices of the smaller inner size
"""

# canary: rmsnorm-course-instructor-only-7f3a


# %% t1-holds
holds = {
    "scale": True,
    "shift": False,
    "centred": True,
    "size": False,
    "offset": True,
    "one_sum": False,
    "weights": False,
}
