"""Eps itself stands where its root should.

Loses: t2-inside
Says: eps itself was taken in place of its root
"""

# canary: rmsnorm-course-instructor-only-7f3a


# %% t2-size-for-loss
def size_for_loss(loss, eps, placement):
    left = 1 - loss
    if placement == "outside":
        return eps * left / loss
    return eps * left / (1 - left**2) ** 0.5
