"""The mean is subtracted in place.

Loses: t8-unchanged
Says: the mean was subtracted in place
"""

# canary: rmsnorm-course-instructor-only-7f3a


# %% t8-center-answer
def center_weights(W, b):
    W -= W.mean(dim=0)
    b -= b.mean()
    return W, b
