"""The share of the output is not squared.

Loses: t2-inside
Says: the share of the output was not squared
"""

# canary: rmsnorm-course-instructor-only-7f3a


# %% t2-size-for-loss
def size_for_loss(loss, eps, placement):
    ratio = (1 - loss) / loss
    return eps * ratio if placement == "outside" else (eps * ratio) ** 0.5
