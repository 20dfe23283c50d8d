"""The mean of the row is called offset, whatever the weights.

Loses: t1-measure
Says: without the weights
"""

# canary: rmsnorm-course-instructor-only-7f3a


# %% t1-measure-answer
def measure(norm, W, x):
    n = norm(x)
    return {
        "scale": (norm(3 * x) - n).abs().max(),
        "shift": (norm(x + 2) - n).abs().max(),
        "size": (n.square().mean(-1).sqrt() - 1).abs().max(),
        "offset": n.mean(-1).abs().max(),
    }
