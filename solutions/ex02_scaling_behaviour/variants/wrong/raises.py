"""The function of task 2 raises an error.

Loses: t2-outside, t2-inside
Says: your code raised RuntimeError
"""

# canary: rmsnorm-course-instructor-only-7f3a


# %% t2-size-for-loss
def size_for_loss(loss, eps, placement):
    raise RuntimeError("no root found")
