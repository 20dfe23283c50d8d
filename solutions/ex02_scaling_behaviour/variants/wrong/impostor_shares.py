"""The shares of the magnitudes.

Loses: t8-counter-example
Says: these are shares that add up to 1
"""

# canary: rmsnorm-course-instructor-only-7f3a


# %% t8-impostor
def impostor(h):
    return h / np.abs(h).sum()
