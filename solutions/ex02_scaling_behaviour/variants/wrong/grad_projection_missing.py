"""The RMS is treated as a constant.

Loses: t4-values, t4-eps
Says: the projection is missing
"""

# canary: rmsnorm-course-instructor-only-7f3a


# %% t4-input-gradient
def input_gradient(h, g, eps):
    inv_rms = torch.rsqrt(h.square().mean(dim=-1, keepdim=True) + eps)
    n = h * inv_rms
    return g * inv_rms
