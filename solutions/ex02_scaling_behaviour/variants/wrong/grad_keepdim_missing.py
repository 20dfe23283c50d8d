"""keepdim=True is missing, which one row does not show.

Loses: t4-values
Says: keepdim=True is missing: each column was divided, not each row
"""

# canary: rmsnorm-course-instructor-only-7f3a


# %% t4-input-gradient
def input_gradient(h, g, eps):
    inv_rms = torch.rsqrt(h.square().mean(dim=-1) + eps)
    n = h * inv_rms
    return inv_rms * (g - n * (g * n).mean(dim=-1))
