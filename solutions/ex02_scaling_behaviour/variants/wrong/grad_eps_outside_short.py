"""Eps outside, in the formula that is exact for eps inside.

Loses: t4-eps
Says: the formula for eps inside was used
"""

# canary: rmsnorm-course-instructor-only-7f3a


# %% t4-input-gradient
def input_gradient(h, g, eps):
    inv_rms = 1 / (h.square().mean(dim=-1, keepdim=True).sqrt() + eps)
    n = h * inv_rms
    return inv_rms * (g - n * (g * n).mean(dim=-1, keepdim=True))
