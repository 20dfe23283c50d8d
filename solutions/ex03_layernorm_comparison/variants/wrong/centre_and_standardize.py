"""The columns are also divided by their standard deviation.

Loses: t8-center, t8-convert
Says: the columns were also divided by their standard deviation
"""

# canary: rmsnorm-course-instructor-only-7f3a


# %% t8-center-answer
def center_weights(W, b):
    return (W - W.mean(dim=0)) / W.std(dim=0, correction=0), b - b.mean()
