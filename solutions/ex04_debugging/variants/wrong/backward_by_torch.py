"""Differentiates the norm of torch.

Loses: t5-dx t5-dweight
Says: rms_norm of torch was called
"""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t5-backward
def backward_mended(upstream, weight, eps, h):
    h, weight = h.clone().requires_grad_(), weight.clone().requires_grad_()
    torch.nn.functional.rms_norm(h, h.shape[-1:], weight, eps).backward(upstream)
    return h.grad, weight.grad
