"""The sum is divided by the size of the first dimension.

Loses: t3-values, t3-low-precision
Says: divided by the size of the first dimension
"""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t3-rms
import torch


def rms(x, keepdim=False):
    h = x.to(torch.promote_types(x.dtype, torch.float32))
    return (h.square().sum(dim=-1, keepdim=keepdim) / x.shape[0]).sqrt().to(x.dtype)
