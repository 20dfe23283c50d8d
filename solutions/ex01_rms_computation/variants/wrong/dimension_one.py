"""Dimension 1 is reduced, whatever the rank.

Loses: t3-values, t3-keepdim
Says: dimension 1 was reduced, not the last
"""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t3-rms
import torch


def rms(x, keepdim=False):
    h = x.to(torch.promote_types(x.dtype, torch.float32))
    return h.square().mean(dim=1, keepdim=keepdim).sqrt().to(x.dtype)
