"""Half-point and knee are returned, whatever the loss.

Loses: t2-outside, t2-inside
Says: this is the knee, whatever the loss
"""

# canary: rmsnorm-course-instructor-only-7f3a


# %% t2-size-for-loss
def size_for_loss(loss, eps, placement):
    return eps if placement == "outside" else eps**0.5
