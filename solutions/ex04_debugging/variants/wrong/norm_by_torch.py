"""Calls the norm of torch.

Loses: t6-float32 t6-dtype
Says: rms_norm of torch was called
"""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t6-norm
def norm_mended(x, weight, eps):
    weight = None if weight is None else weight.to(x.dtype)
    return torch.nn.functional.rms_norm(x, x.shape[-1:], weight, eps)
