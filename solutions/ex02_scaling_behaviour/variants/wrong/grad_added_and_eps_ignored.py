"""The projection is added, and eps is ignored.

Loses: t4-values, t4-eps
Says: the projection was added, not subtracted
Contains: grad_projection_added grad_eps_ignored
"""

# canary: rmsnorm-course-instructor-only-7f3a


# %% t4-input-gradient
def input_gradient(h, g, eps):
    inv_rms = torch.rsqrt(h.square().mean(dim=-1, keepdim=True))
    n = h * inv_rms
    return inv_rms * (g + n * (g * n).mean(dim=-1, keepdim=True))
