"""Inside is taken for outside with the root of eps.

Loses: t2-inside
Says: with the root of eps in its place
"""

# canary: rmsnorm-course-instructor-only-7f3a


# %% t2-size-for-loss
def size_for_loss(loss, eps, placement):
    if placement == "inside":
        eps = eps**0.5
    return eps * (1 - loss) / loss
