"""The row is divided by its largest magnitude.

Loses: t8-counter-example
Says: the largest magnitude became 1
"""

# canary: rmsnorm-course-instructor-only-7f3a


# %% t8-impostor
def impostor(h):
    return h / np.abs(h).max()
