"""The sum is subtracted, not the mean.

Loses: t8-center, t8-convert
Says: the sum was subtracted, not the mean
"""

# canary: rmsnorm-course-instructor-only-7f3a


# %% t8-center-answer
def center_weights(W, b):
    return W - W.sum(dim=0), b - b.sum()
