"""Exponentials, which are not scale invariant.

Loses: t8-counter-example
Says: a positive factor in front of the row does not change the output
"""

# canary: rmsnorm-course-instructor-only-7f3a


# %% t8-impostor
def impostor(h):
    y = np.exp(h - h.max())
    return y / np.sqrt(np.mean(y**2))
