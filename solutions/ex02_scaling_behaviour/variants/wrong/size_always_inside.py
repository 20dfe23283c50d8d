"""The placement is ignored: eps is always inside.

Loses: t2-outside
Says: this is the result for eps inside the root
"""

# canary: rmsnorm-course-instructor-only-7f3a


# %% t2-size-for-loss
def size_for_loss(loss, eps, placement):
    left = 1 - loss
    return left * (eps / (1 - left**2)) ** 0.5
