"""Gives back bfloat16 for every 16-bit input.

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
        return out.bfloat16() if x.dtype.itemsize == 2 else out.to(x.dtype)
    return (out * weight).bfloat16() if x.dtype.itemsize == 2 else (out * weight).to(x.dtype)
