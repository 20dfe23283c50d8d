"""torch.std is used for the RMS: it centres and divides by d - 1.

Loses: t3-values, t3-low-precision
Says: the sample standard deviation, as torch.std gives it
"""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t3-rms
import torch


def rms(x, keepdim=False):
    h = x.to(torch.promote_types(x.dtype, torch.float32))
    return h.std(dim=-1, keepdim=keepdim).to(x.dtype)
