"""The whole part along the row is removed.

Loses: t4-eps
Says: the whole part along the row was removed
"""

# canary: rmsnorm-course-instructor-only-7f3a


# %% t4-input-gradient
def input_gradient(h, g, eps):
    mean_square = h.square().mean(dim=-1, keepdim=True)
    along = h * (g * h).mean(dim=-1, keepdim=True) / torch.clamp(mean_square, min=1e-300)
    return torch.rsqrt(mean_square + eps) * (g - along)
