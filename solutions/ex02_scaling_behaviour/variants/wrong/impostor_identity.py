"""The row itself.

Loses: t8-counter-example
Says: the output is the row itself
"""

# canary: rmsnorm-course-instructor-only-7f3a


# %% t8-impostor
def impostor(h):
    return 1.0 * h
