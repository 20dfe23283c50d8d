"""Adds the projection and averages the gain gradient.

Loses: t5-dx t5-dweight
Says: the projection is added, not subtracted
Contains: backward_adds_the_projection backward_gain_gradient_averaged
"""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t5-backward
def backward_mended(upstream, weight, eps, h):
    d = h.shape[-1]
    inv_rms = torch.rsqrt(h.square().mean(-1, keepdim=True) + eps)
    x_hat = h * inv_rms
    u = upstream * weight
    dx = inv_rms * (u + x_hat * (u * x_hat).mean(-1, keepdim=True))
    dw = (upstream * x_hat).reshape(-1, d).mean(0)
    return dx, dw
