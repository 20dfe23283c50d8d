"""The root is left out: the square of the row RMS.

Loses: t2-inside
Says: this is the square of the row RMS
"""

# canary: rmsnorm-course-instructor-only-7f3a


# %% t2-size-for-loss
def size_for_loss(loss, eps, placement):
    left = 1 - loss
    if placement == "outside":
        return eps * left / loss
    return eps * left**2 / (1 - left**2)
