"""Squares in the dtype of x.

Loses: t6-dtype
Says: the squares overflowed
"""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t6-norm
def norm_mended(x, weight, eps):
    wide = x
    total = (wide * wide).sum(-1, keepdim=True)
    out = wide / (total / wide.shape[-1] + eps).sqrt()
    if weight is None:
        return out.to(x.dtype)
    return (out * weight).to(x.dtype)
