"""A constant is added before the norm, so the scale shows.

Loses: t8-counter-example
Says: a positive factor in front of the row does not change the output
"""

# canary: rmsnorm-course-instructor-only-7f3a


# %% t8-impostor
def impostor(h):
    shifted = h + 1.0
    return shifted / np.sqrt(np.mean(shifted**2))
