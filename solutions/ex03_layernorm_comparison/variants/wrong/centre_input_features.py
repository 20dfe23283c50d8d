"""The mean over the input features is subtracted.

Loses: t8-center, t8-convert
Says: a mean over the components of h is needed
"""

# canary: rmsnorm-course-instructor-only-7f3a


# %% t8-center-answer
def center_weights(W, b):
    return W - W.mean(dim=1, keepdim=True), b - b.mean()
