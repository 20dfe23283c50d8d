"""LayerNorm, which has no result for a constant row.

Loses: t8-counter-example
Says: the mean of a constant row was subtracted
"""

# canary: rmsnorm-course-instructor-only-7f3a


# %% t8-impostor
def impostor(h):
    centred = h - h.mean()
    return centred / np.sqrt(np.mean(centred**2))
