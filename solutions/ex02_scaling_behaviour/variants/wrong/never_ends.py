"""The function of task 2 searches forever.

Loses: t2-outside, t2-inside
Says: your code raised
"""

# canary: rmsnorm-course-instructor-only-7f3a


# %% t2-size-for-loss
def size_for_loss(loss, eps, placement):
    size = 1.0
    while True:
        size = size / 2
