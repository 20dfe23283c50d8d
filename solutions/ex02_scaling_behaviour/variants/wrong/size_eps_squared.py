"""The square of eps stands inside the root where eps outside is asked for.

Loses: t2-outside
Says: the square of eps was put inside the root
"""

# canary: rmsnorm-course-instructor-only-7f3a


# %% t2-size-for-loss
def size_for_loss(loss, eps, placement):
    left = 1 - loss
    constant = eps**2 if placement == "outside" else eps
    return left * (constant / (1 - left**2)) ** 0.5
