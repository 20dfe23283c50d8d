"""The row itself stands in the projection.

Loses: t4-values, t4-eps
Says: h was used in the projection
"""

# canary: rmsnorm-course-instructor-only-7f3a


# %% t4-input-gradient
def input_gradient(h, g, eps):
    inv_rms = torch.rsqrt(h.square().mean(dim=-1, keepdim=True) + eps)
    n = h * inv_rms
    return inv_rms * (g - h * (g * h).mean(dim=-1, keepdim=True))
