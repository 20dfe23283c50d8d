"""Does not sum the gain gradient over rows.

Loses: t5-dweight
Says: not summed over the rows
"""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t5-backward
def backward_mended(upstream, weight, eps, h):
    d = h.shape[-1]
    inv_rms = torch.rsqrt(h.square().mean(-1, keepdim=True) + eps)
    x_hat = h * inv_rms
    u = upstream * weight
    dx = inv_rms * (u - x_hat * (u * x_hat).mean(-1, keepdim=True))
    dw = upstream * x_hat
    return dx, dw
