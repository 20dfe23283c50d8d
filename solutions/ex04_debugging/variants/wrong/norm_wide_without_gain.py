"""Gives back the wide dtype where there is no gain.

Loses: t6-dtype
Says: where the gain has no wider dtype
"""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t6-norm
def norm_mended(x, weight, eps):
    wide = x.to(torch.promote_types(x.dtype, torch.float32))
    total = (wide * wide).sum(-1, keepdim=True)
    out = wide / (total / wide.shape[-1] + eps).sqrt()
    if weight is None:
        return out
    return (out * weight).to(x.dtype)
