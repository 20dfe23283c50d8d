"""The mean of the projection runs over all rows.

Loses: t4-values
Says: the mean runs over all rows, not over each row
"""

# canary: rmsnorm-course-instructor-only-7f3a


# %% t4-input-gradient
def input_gradient(h, g, eps):
    inv_rms = torch.rsqrt(h.square().mean(dim=-1, keepdim=True) + eps)
    n = h * inv_rms
    return inv_rms * (g - n * (g * n).mean())
