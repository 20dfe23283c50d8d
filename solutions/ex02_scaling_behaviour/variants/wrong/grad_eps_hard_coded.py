"""Eps is always 1e-6.

Loses: t4-values, t4-eps
Says: eps was fixed at 1e-6
"""

# canary: rmsnorm-course-instructor-only-7f3a


# %% t4-input-gradient
def input_gradient(h, g, eps):
    inv_rms = torch.rsqrt(h.square().mean(dim=-1, keepdim=True) + 1e-6)
    n = h * inv_rms
    return inv_rms * (g - n * (g * n).mean(dim=-1, keepdim=True))
