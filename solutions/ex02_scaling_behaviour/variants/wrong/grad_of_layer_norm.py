"""The gradient of LayerNorm.

Loses: t4-values, t4-eps
Says: this is the gradient of LayerNorm
"""

# canary: rmsnorm-course-instructor-only-7f3a


# %% t4-input-gradient
def input_gradient(h, g, eps):
    h = h.clone().requires_grad_()
    centred = h - h.mean(dim=-1, keepdim=True)
    (g * centred * torch.rsqrt(centred.square().mean(dim=-1, keepdim=True) + eps)).sum().backward()
    return h.grad
