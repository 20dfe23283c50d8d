"""The bias of the writer is forgotten.

Loses: t8-center, t8-convert
Says: b was not centred
"""

# canary: rmsnorm-course-instructor-only-7f3a


# %% t8-center-answer
def center_weights(W, b):
    return W - W.mean(dim=0), b
