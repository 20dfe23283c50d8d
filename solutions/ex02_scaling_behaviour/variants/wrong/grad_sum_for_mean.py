"""A sum instead of the mean in the projection.

Loses: t4-values, t4-eps
Says: a sum was taken instead of the mean
"""

# canary: rmsnorm-course-instructor-only-7f3a


# %% t4-input-gradient
def input_gradient(h, g, eps):
    inv_rms = torch.rsqrt(h.square().mean(dim=-1, keepdim=True) + eps)
    n = h * inv_rms
    return inv_rms * (g - n * (g * n).sum(dim=-1, keepdim=True))
