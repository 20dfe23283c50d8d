"""One RMS is taken over all dimensions.

Loses: t3-values, t3-keepdim
Says: one RMS over all dimensions
"""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t3-rms
import torch


def rms(x, keepdim=False):
    h = x.to(torch.promote_types(x.dtype, torch.float32))
    row_rms = h.square().mean().sqrt().to(x.dtype)
    return row_rms.reshape(*x.shape[:-1], 1) if keepdim and x.ndim == 1 else row_rms
