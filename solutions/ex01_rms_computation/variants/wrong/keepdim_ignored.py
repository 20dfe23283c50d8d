"""keepdim is not passed on.

Loses: t3-keepdim
Says: keepdim was ignored
"""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t3-rms
import torch


def rms(x, keepdim=False):
    h = x.to(torch.promote_types(x.dtype, torch.float32))
    return h.square().mean(dim=-1).sqrt().to(x.dtype)
