"""The squares of a row are summed, not averaged.

Loses: t3-values, t3-low-precision
Says: the root of the sum, not of the mean
"""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t3-rms
import torch


def rms(x, keepdim=False):
    h = x.to(torch.promote_types(x.dtype, torch.float32))
    return h.square().sum(dim=-1, keepdim=keepdim).sqrt().to(x.dtype)
