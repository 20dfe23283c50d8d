"""The upstream gradient is not used.

Loses: t4-values, t4-eps
Says: the upstream gradient was taken to be 1
"""

# canary: rmsnorm-course-instructor-only-7f3a


# %% t4-input-gradient
def input_gradient(h, g, eps):
    h = h.clone().requires_grad_()
    (h * torch.rsqrt(h.square().mean(dim=-1, keepdim=True) + eps)).sum().backward()
    return h.grad
