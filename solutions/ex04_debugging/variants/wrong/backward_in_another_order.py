"""Takes the arguments in the order of implementation 8, not in the shown order.

Loses: t5-dx t5-dweight
Says: the arguments stand in another order
"""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t5-backward
def backward_mended(grad, x, weight, eps):
    inv_rms = torch.rsqrt(x.square().mean(-1, keepdim=True) + eps)
    x_hat = x * inv_rms
    u = grad * weight
    dx = inv_rms * (u - x_hat * (u * x_hat).mean(-1, keepdim=True))
    return dx, (grad * x_hat).reshape(-1, x.shape[-1]).sum(0)
