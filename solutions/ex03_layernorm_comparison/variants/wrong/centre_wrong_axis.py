"""The mean over the input features is subtracted, and along the wrong axis.

Loses: t8-center, t8-convert
Says: subtracts them from the wrong axis
"""

# canary: rmsnorm-course-instructor-only-7f3a


# %% t8-center-answer
def center_weights(W, b):
    return W - W.mean(dim=1), b - b.mean()
