"""Multiplies the projection by the gain twice.

Loses: t5-dx
Says: the gain is squared in the projection
"""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t5-backward
def backward_mended(upstream, weight, eps, h):
    d = h.shape[-1]
    inv_rms = torch.rsqrt(h.square().mean(-1, keepdim=True) + eps)
    x_hat = h * inv_rms
    u = upstream * weight
    dx = inv_rms * (u - x_hat * (u * weight * x_hat).mean(-1, keepdim=True))
    dw = (upstream * x_hat).reshape(-1, d).sum(0)
    return dx, dw
