"""The loss of large rows is inverted, which holds for small losses only.

Loses: t2-outside, t2-inside
Says: it holds for small losses only
"""

# canary: rmsnorm-course-instructor-only-7f3a


# %% t2-size-for-loss
def size_for_loss(loss, eps, placement):
    if placement == "outside":
        return eps / loss
    return (eps / (2 * loss)) ** 0.5
