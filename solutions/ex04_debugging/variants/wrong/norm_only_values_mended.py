"""Mends the sum and leaves the dtype.

Loses: t6-dtype
Says: the result has the dtype of x
"""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t6-norm
def norm_mended(x, weight, eps):
    wide = x.to(torch.promote_types(x.dtype, torch.float32))
    total = (wide * wide).sum(-1, keepdim=True)
    out = wide / (total / wide.shape[-1] + eps).sqrt()
    if weight is None:
        return out.to(x.dtype)
    return out.to(x.dtype) * weight
