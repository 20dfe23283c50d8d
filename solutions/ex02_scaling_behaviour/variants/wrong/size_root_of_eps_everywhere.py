"""The root of eps is taken for both places.

Loses: t2-outside
Says: the root of eps was taken
"""

# canary: rmsnorm-course-instructor-only-7f3a


# %% t2-size-for-loss
def size_for_loss(loss, eps, placement):
    left = 1 - loss
    if placement == "outside":
        return eps**0.5 * left / loss
    return eps**0.5 * left / (1 - left**2) ** 0.5
