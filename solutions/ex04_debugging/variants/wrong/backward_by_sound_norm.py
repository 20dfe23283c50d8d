"""Calls sound_norm of the notebook and autograd.

Loses: t5-dx t5-dweight
Says: sound_norm was called
"""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t5-backward
def backward_mended(upstream, weight, eps, h):
    h, weight = h.clone().requires_grad_(), weight.clone().requires_grad_()
    return torch.autograd.grad(sound_norm(h, weight, eps), (h, weight), upstream)
