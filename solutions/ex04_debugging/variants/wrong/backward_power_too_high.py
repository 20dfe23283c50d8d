"""Has four factors of 1/rms in the projection.

Loses: t5-dx
Says: one factor of inv_rms too many
"""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t5-backward
def backward_mended(upstream, weight, eps, h):
    d = h.shape[-1]
    inv_rms = torch.rsqrt(h.square().mean(-1, keepdim=True) + eps)
    x_hat = h * inv_rms
    u = upstream * weight
    dx = inv_rms * u - inv_rms**4 * h * (u * h).mean(-1, keepdim=True)
    dw = (upstream * x_hat).reshape(-1, d).sum(0)
    return dx, dw
