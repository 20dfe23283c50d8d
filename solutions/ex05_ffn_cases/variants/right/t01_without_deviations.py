"""The offset is what the deviations do not explain."""

# canary: rmsnorm-course-instructor-only-7f3a


# %% t1-measure-answer
def measure(norm, W, x):
    n = norm(x)
    deviations = n - n.mean(-1, keepdim=True)
    offsets = n @ W.T - deviations @ W.T
    mean_square = torch.var(n, dim=-1, correction=0) + n.mean(-1) ** 2
    return {
        "scale": torch.linalg.vector_norm(norm(3 * x) - n, ord=torch.inf).item(),
        "shift": torch.linalg.vector_norm(norm(x + 2) - n, ord=torch.inf).item(),
        "size": (mean_square.sqrt() - 1).abs().max().item(),
        "offset": offsets.abs().max().item(),
    }
