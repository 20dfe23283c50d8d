"""The row is divided by its length.

Loses: t8-counter-example
Says: the output has length 1, not RMS 1
"""

# canary: rmsnorm-course-instructor-only-7f3a


# %% t8-impostor
def impostor(h):
    return h / np.linalg.norm(h)
