"""Only the RMS of the rows is compared.

Loses: t1-measure
Says: only the RMS of the rows was compared
"""

# canary: rmsnorm-course-instructor-only-7f3a


# %% t1-measure-answer
def measure(norm, W, x):
    n = norm(x)
    return {
        "scale": (norm(3 * x).square().mean(-1).sqrt() - n.square().mean(-1).sqrt()).abs().max(),
        "shift": (norm(x + 2) - n).abs().max(),
        "size": (n.square().mean(-1).sqrt() - 1).abs().max(),
        "offset": (n.mean(-1, keepdim=True) * W.sum(1)).abs().max(),
    }
