"""Every function emits an unneeded warning, which goes to stderr."""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t2-rms
import sys
import warnings

import numpy as np
import torch


def rms_vector(h):
    warnings.warn("rms_vector has not been optimized", stacklevel=1)
    return np.sqrt(np.mean(h**2))


# %% t3-rms
def rms(x, keepdim=False):
    warnings.warn("rms has not been optimized", stacklevel=1)
    h = x.to(torch.promote_types(x.dtype, torch.float32))
    return h.square().mean(dim=-1, keepdim=keepdim).sqrt().to(x.dtype)


# %% t5-rms-norm
def rms_norm(x, alpha, beta, eps):
    print("normalizing", tuple(x.shape), file=sys.stderr)
    row_rms = x.square().mean(dim=-1, keepdim=True).sqrt()
    return alpha * x / (row_rms + eps) + beta


# %% t4-outlier-share
def outlier_share(h):
    warnings.warn("outlier_share has not been optimized", stacklevel=1)
    return np.max(h**2) / np.sum(h**2)
