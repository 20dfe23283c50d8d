"""Autograd of torch.nn.functional.rms_norm.

Loses: t4-values, t4-eps
Says: rms_norm of torch was called
"""

# canary: rmsnorm-course-instructor-only-7f3a


# %% t4-input-gradient
def input_gradient(h, g, eps):
    h = h.clone().requires_grad_()
    (g * torch.nn.functional.rms_norm(h, h.shape[-1:], eps=eps)).sum().backward()
    return h.grad
