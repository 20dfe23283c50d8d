"""No magnitude is taken anywhere.

Loses: t1-measure
Says: with its sign
Contains: t01_scale_signed t01_shift_signed t01_size_signed t01_offset_signed
"""

# canary: rmsnorm-course-instructor-only-7f3a


# %% t1-measure-answer
def measure(norm, W, x):
    n = norm(x)
    return {
        "scale": (norm(3 * x) - n).max(),
        "shift": (norm(x + 2) - n).max(),
        "size": n.square().mean(-1).sqrt().max() - 1,
        "offset": (n.mean(-1, keepdim=True) * W.sum(1)).max(),
    }
