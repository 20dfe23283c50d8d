"""Eps is left out.

Loses: t2-outside, t2-inside
Says: eps was left out
"""

# canary: rmsnorm-course-instructor-only-7f3a


# %% t2-size-for-loss
def size_for_loss(loss, eps, placement):
    left = 1 - loss
    if placement == "outside":
        return left / loss
    return left / (1 - left**2) ** 0.5
