"""The first dimension is reduced, not the last.

Loses: t4-values, t4-eps
Says: the first dimension was reduced, not the last
"""

# canary: rmsnorm-course-instructor-only-7f3a


# %% t4-input-gradient
def input_gradient(h, g, eps):
    inv_rms = torch.rsqrt(h.square().mean(dim=0, keepdim=True) + eps)
    n = h * inv_rms
    return inv_rms * (g - n * (g * n).mean(dim=0, keepdim=True))
