"""The library's rms_norm is called in a search.

Loses: t2-outside, t2-inside
Says: rms_norm of rmsnorm_lib was called
"""

# canary: rmsnorm-course-instructor-only-7f3a


# %% t2-size-for-loss
def size_for_loss(loss, eps, placement):
    from rmsnorm_lib import PAPER, TORCH, rms_norm

    low, high = 1e-16, 1e4
    for _ in range(200):
        middle = (low * high) ** 0.5
        row = torch.full((4,), middle, dtype=torch.float64)
        output = rms_norm(row, eps=eps, convention=PAPER if placement == "outside" else TORCH)
        low, high = (middle, high) if output[0] < 1 - loss else (low, middle)
    return low
