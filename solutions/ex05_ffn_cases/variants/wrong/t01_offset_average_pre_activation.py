"""The average of the pre-activations over the rows is called offset.

Loses: t1-measure
Says: the pre-activations were averaged over the rows
"""

# canary: rmsnorm-course-instructor-only-7f3a


# %% t1-measure-answer
def measure(norm, W, x):
    n = norm(x)
    return {
        "scale": (norm(3 * x) - n).abs().max(),
        "shift": (norm(x + 2) - n).abs().max(),
        "size": (n.square().mean(-1).sqrt() - 1).abs().max(),
        "offset": (n @ W.T).mean(0).abs().max(),
    }
