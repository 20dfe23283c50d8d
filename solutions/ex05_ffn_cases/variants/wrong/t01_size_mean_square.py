"""The root is left out of the RMS.

Loses: t1-measure
Says: the mean square, not its root
"""

# canary: rmsnorm-course-instructor-only-7f3a


# %% t1-measure-answer
def measure(norm, W, x):
    n = norm(x)
    return {
        "scale": (norm(3 * x) - n).abs().max(),
        "shift": (norm(x + 2) - n).abs().max(),
        "size": (n.square().mean(-1) - 1).abs().max(),
        "offset": (n.mean(-1, keepdim=True) * W.sum(1)).abs().max(),
    }
