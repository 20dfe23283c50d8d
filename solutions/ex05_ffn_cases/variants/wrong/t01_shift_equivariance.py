"""A shifted row is compared with the shifted output.

Loses: t1-measure
Says: compared with the output plus the number
"""

# canary: rmsnorm-course-instructor-only-7f3a


# %% t1-measure-answer
def measure(norm, W, x):
    n = norm(x)
    return {
        "scale": (norm(3 * x) - n).abs().max(),
        "shift": (norm(x + 2) - n - 2).abs().max(),
        "size": (n.square().mean(-1).sqrt() - 1).abs().max(),
        "offset": (n.mean(-1, keepdim=True) * W.sum(1)).abs().max(),
    }
