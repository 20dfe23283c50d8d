"""The offset is the average of the pre-activations of a row and of its mirror image.

Mutants: yes
"""

# canary: rmsnorm-course-instructor-only-7f3a


# %% t1-measure-answer
def measure(norm, W, x):
    n = norm(x)
    mirrored = 2 * n.mean(dim=1, keepdim=True) - n
    halves = (F.linear(n, W) + F.linear(mirrored, W)) / 2
    length = torch.linalg.vector_norm(n, dim=1) / n.shape[1] ** 0.5
    return {
        "offset": halves.abs().amax(),
        "size": torch.maximum(length.amax() - 1, 1 - length.amin()),
        "shift": (n - norm(2 + x)).abs().amax(),
        "scale": (n - norm(x + x + x)).abs().amax(),
    }
