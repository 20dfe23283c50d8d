"""A warning and a print are no mistakes."""

# canary: rmsnorm-course-instructor-only-7f3a


# %% t1-measure-answer
import warnings


def measure(norm, W, x):
    warnings.warn("slow", stacklevel=1)
    print(x.shape)
    n = norm(x)
    far = lambda rows: max(abs(number) for number in (norm(rows) - n).flatten().tolist())
    return {
        "scale": far(3 * x),
        "shift": far(x + 2),
        "size": abs(n.square().mean(-1).sqrt() - 1).max(),
        "offset": n.mean(-1).abs().max() * W.sum(-1).abs().max(),
    }
