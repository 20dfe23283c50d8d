"""Only the first row is looked at.

Loses: t1-measure
Says: only the first row was looked at
"""

# canary: rmsnorm-course-instructor-only-7f3a


# %% t1-measure-answer
def measure(norm, W, x):
    n = norm(x)
    return {
        "scale": (norm(3 * x) - n)[0].abs().max(),
        "shift": (norm(x + 2) - n)[0].abs().max(),
        "size": (n[0].square().mean().sqrt() - 1).abs(),
        "offset": (n[0].mean() * W.sum(1)).abs().max(),
    }
