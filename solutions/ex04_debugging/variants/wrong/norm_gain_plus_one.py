"""Takes the gain for 1 + weight, as another version asks for.

Loses: t6-float32
Says: the stored weight has the other meaning
"""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t6-norm
def norm_mended(x, weight, eps):
    wide = x.to(torch.promote_types(x.dtype, torch.float32))
    total = (wide * wide).sum(-1, keepdim=True)
    out = wide / (total / wide.shape[-1] + eps).sqrt()
    if weight is None:
        return out.to(x.dtype)
    return (out * (1 + weight)).to(x.dtype)
