"""Only the slope of each output in its own component is used.

Loses: t4-values, t4-eps
Says: each component was taken by itself
"""

# canary: rmsnorm-course-instructor-only-7f3a


# %% t4-input-gradient
def input_gradient(h, g, eps):
    inv_rms = torch.rsqrt(h.square().mean(dim=-1, keepdim=True) + eps)
    n = h * inv_rms
    return inv_rms * g * (1 - n**2 / h.shape[-1])
