"""The norm of each row is divided by d, not by its root.

Loses: t3-values, t3-low-precision
Says: the root of the sum was divided by d, outside the root
"""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t3-rms
import torch


def rms(x, keepdim=False):
    h = x.to(torch.promote_types(x.dtype, torch.float32))
    return (torch.linalg.vector_norm(h, dim=-1, keepdim=keepdim) / x.shape[-1]).to(x.dtype)
