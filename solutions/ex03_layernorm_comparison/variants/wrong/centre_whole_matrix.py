"""One mean of the whole matrix is subtracted.

Loses: t8-center, t8-convert
Says: one mean of the whole matrix was subtracted
"""

# canary: rmsnorm-course-instructor-only-7f3a


# %% t8-center-answer
def center_weights(W, b):
    return W - W.mean(), b - b.mean()
