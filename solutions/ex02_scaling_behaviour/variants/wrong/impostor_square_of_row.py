"""The square of each component, divided by the mean square: no RMS of 1.

Loses: t8-counter-example
Says: the output RMS is 1 for every row that is not zero
"""

# canary: rmsnorm-course-instructor-only-7f3a


# %% t8-impostor
def impostor(h):
    return h**2 / np.mean(h**2)
