"""The result is printed and not returned.

Loses: t2-outside, t2-inside
Says: None; a function without a return statement
"""

# canary: rmsnorm-course-instructor-only-7f3a


# %% t2-size-for-loss
def size_for_loss(loss, eps, placement):
    left = 1 - loss
    print(eps * left / loss if placement == "outside" else (eps * left**2 / (1 - left**2)) ** 0.5)
