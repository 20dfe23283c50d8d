"""Leaves the sum and gives back float32 always.

Loses: t6-float32 t6-dtype
Says: the numbers are still those of the shown code
Contains: norm_only_dtype_mended norm_always_float32
"""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t6-norm
def norm_mended(x, weight, eps):
    wide = x.to(torch.promote_types(x.dtype, torch.float32))
    total = (wide * wide).sum(-1, keepdim=True)
    out = wide / (total + eps).sqrt()
    if weight is None:
        return out.float()
    return (out * weight).float()
