"""The first dimension is reduced, and the result stays in float32.

Loses: t3-values, t3-keepdim, t3-dtype, t3-low-precision
Says: the first dimension was reduced, not the last
Contains: first_dimension
"""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t3-rms
import torch


def rms(x, keepdim=False):
    h = x if x.dtype == torch.float64 else x.float()
    return h.square().mean(dim=0, keepdim=keepdim).sqrt()
