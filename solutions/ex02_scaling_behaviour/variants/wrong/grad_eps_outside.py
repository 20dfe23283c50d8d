"""Autograd of the forward pass with eps outside.

Loses: t4-eps
Says: eps stands outside the root instead of inside
"""

# canary: rmsnorm-course-instructor-only-7f3a


# %% t4-input-gradient
def input_gradient(h, g, eps):
    h = h.clone().requires_grad_()
    (g * h / (h.square().mean(dim=-1, keepdim=True).sqrt() + eps)).sum().backward()
    return h.grad
