"""The square of eps is added.

Loses: t4-eps
Says: the square of eps was added inside the root
"""

# canary: rmsnorm-course-instructor-only-7f3a


# %% t4-input-gradient
def input_gradient(h, g, eps):
    inv_rms = torch.rsqrt(h.square().mean(dim=-1, keepdim=True) + eps**2)
    n = h * inv_rms
    return inv_rms * (g - n * (g * n).mean(dim=-1, keepdim=True))
