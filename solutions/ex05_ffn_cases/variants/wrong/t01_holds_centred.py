"""Without LayerNorm the rows are thought to keep a mean.

Loses: t1-choices
Says: subtracting the mean at the end makes the mean zero
"""

# canary: rmsnorm-course-instructor-only-7f3a


# %% t1-holds
holds = {
    "scale": True,
    "shift": False,
    "centred": False,
    "size": False,
    "offset": True,
    "one_sum": False,
    "weights": True,
}
