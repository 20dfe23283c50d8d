"""The norm is called once, on all rows together."""

# canary: rmsnorm-course-instructor-only-7f3a


# %% t1-measure-answer
def measure(norm, W, x):
    n, tripled, moved = norm(torch.cat([x, 3 * x, x + 2])).chunk(3)
    constant = n.mean(-1, keepdim=True).expand_as(n)
    return {
        "scale": torch.dist(tripled, n, p=float("inf")),
        "shift": torch.dist(moved, n, p=float("inf")),
        "size": (n.pow(2).mean(-1).pow(0.5) - 1).abs().max(),
        "offset": (constant @ W.mT).abs().max(),
    }
