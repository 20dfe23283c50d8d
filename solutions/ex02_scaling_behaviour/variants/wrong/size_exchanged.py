"""The formulas of the two places are exchanged.

Loses: t2-outside, t2-inside
Says: this is the result for eps inside the root
"""

# canary: rmsnorm-course-instructor-only-7f3a


# %% t2-size-for-loss
def size_for_loss(loss, eps, placement):
    left = 1 - loss
    if placement == "inside":
        return eps * left / loss
    return (eps * left**2 / (1 - left**2)) ** 0.5
