"""Divided by the mean square.

Loses: t4-values, t4-eps
Says: divided by the mean square, the root was left out
"""

# canary: rmsnorm-course-instructor-only-7f3a


# %% t4-input-gradient
def input_gradient(h, g, eps):
    inv_rms = torch.rsqrt(h.square().mean(dim=-1, keepdim=True) + eps)
    n = h * inv_rms
    return inv_rms**2 * (g - n * (g * n).mean(dim=-1, keepdim=True))
