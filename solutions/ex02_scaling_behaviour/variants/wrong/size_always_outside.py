"""The placement is ignored: eps is always outside.

Loses: t2-inside
Says: this is the result for eps outside the root
"""

# canary: rmsnorm-course-instructor-only-7f3a


# %% t2-size-for-loss
def size_for_loss(loss, eps, placement):
    return eps * (1 - loss) / loss
