"""The share lost is taken for the share left, and the root is missing.

Loses: t2-outside, t2-inside
Says: the share that is lost was taken for the share that is left
Contains: size_lost_for_left size_root_missing
"""

# canary: rmsnorm-course-instructor-only-7f3a


# %% t2-size-for-loss
def size_for_loss(loss, eps, placement):
    if placement == "outside":
        return eps * loss / (1 - loss)
    return eps * loss**2 / (1 - loss**2)
