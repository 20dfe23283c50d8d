"""Rows with a zero component get no result.

Loses: t8-counter-example
Says: there is no return statement, or it is not reached for every row
"""

# canary: rmsnorm-course-instructor-only-7f3a


# %% t8-impostor
def impostor(h):
    if h.all():
        return np.sign(h)
