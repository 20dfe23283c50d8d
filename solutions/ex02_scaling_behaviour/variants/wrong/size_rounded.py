"""The result is rounded to six decimals.

Loses: t2-outside, t2-inside
Says: rounded to six decimals
"""

# canary: rmsnorm-course-instructor-only-7f3a


# %% t2-size-for-loss
def size_for_loss(loss, eps, placement):
    left = 1 - loss
    if placement == "outside":
        return round(eps * left / loss, 6)
    return round((eps * left**2 / (1 - left**2)) ** 0.5, 6)
