"""The last dimension is always kept.

Loses: t3-values
Says: the last dimension was kept although keepdim is False
"""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t3-rms
import torch


def rms(x, keepdim=False):
    h = x.to(torch.promote_types(x.dtype, torch.float32))
    return h.square().mean(dim=-1, keepdim=True).sqrt().to(x.dtype)
