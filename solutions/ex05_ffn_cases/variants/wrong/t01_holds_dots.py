"""One answer is left open.

Loses: t1-choices
Says: neither True nor False
"""

# canary: rmsnorm-course-instructor-only-7f3a


# %% t1-holds
holds = {
    "scale": True,
    "shift": False,
    "centred": True,
    "size": False,
    "offset": True,
    "one_sum": ...,
    "weights": True,
}
