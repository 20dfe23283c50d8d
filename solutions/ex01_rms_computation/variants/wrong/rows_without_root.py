"""The mean square of a row is returned without the root.

Loses: t3-values, t3-low-precision
Says: the root was left out
"""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t3-rms
import torch


def rms(x, keepdim=False):
    h = x.to(torch.promote_types(x.dtype, torch.float32))
    return h.square().mean(dim=-1, keepdim=keepdim).to(x.dtype)
