"""The norm along the first dimension, without a mean.

Loses: t3-values, t3-keepdim, t3-low-precision
Says: the root of the sum along the first dimension
"""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t3-rms
import torch


def rms(x, keepdim=False):
    h = x.to(torch.promote_types(x.dtype, torch.float32))
    return torch.linalg.vector_norm(h, dim=0, keepdim=keepdim).to(x.dtype)
