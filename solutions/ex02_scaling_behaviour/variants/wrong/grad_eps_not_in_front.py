"""The factor in front has no eps.

Loses: t4-eps
Says: the factor in front has none
"""

# canary: rmsnorm-course-instructor-only-7f3a


# %% t4-input-gradient
def input_gradient(h, g, eps):
    inv_rms = torch.rsqrt(h.square().mean(dim=-1, keepdim=True) + eps)
    n = h * inv_rms

    return (g - n * (g * n).mean(dim=-1, keepdim=True)) / h.square().mean(dim=-1, keepdim=True).sqrt()
