"""The norm is called with float64 rows."""

# canary: rmsnorm-course-instructor-only-7f3a


# %% t1-measure-answer
def measure(norm, W, x):
    x, W = x.double(), W.double()
    n = norm(x)
    numbers = {}
    for key, changed in (("scale", x * 3), ("shift", x + 2)):
        numbers[key] = float(torch.max(torch.abs(norm(changed) - n)))
    numbers["size"] = float(torch.max(torch.abs(torch.sqrt(torch.mean(n * n, dim=1)) - 1)))
    numbers["offset"] = float(torch.outer(n.mean(1), W.sum(1)).abs().max())
    return numbers
