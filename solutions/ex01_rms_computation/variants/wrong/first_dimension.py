"""The first dimension is reduced, not the last.

Loses: t3-values, t3-keepdim, t3-low-precision
Says: the first dimension was reduced, not the last
"""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t3-rms
import torch


def rms(x, keepdim=False):
    h = x.to(torch.promote_types(x.dtype, torch.float32))
    return h.square().mean(dim=0, keepdim=keepdim).sqrt().to(x.dtype)
