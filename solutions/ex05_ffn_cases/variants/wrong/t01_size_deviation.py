"""The standard deviation is taken for the RMS.

Loses: t1-measure
Says: the standard deviation, not the RMS
"""

# canary: rmsnorm-course-instructor-only-7f3a


# %% t1-measure-answer
def measure(norm, W, x):
    n = norm(x)
    return {
        "scale": (norm(3 * x) - n).abs().max(),
        "shift": (norm(x + 2) - n).abs().max(),
        "size": (n.std(-1, correction=0) - 1).abs().max(),
        "offset": (n.mean(-1, keepdim=True) * W.sum(1)).abs().max(),
    }
