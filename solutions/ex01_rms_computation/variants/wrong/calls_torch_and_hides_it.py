"""torch.nn.functional.rms_norm does the work, and the refusal is caught.

Loses: t5-values, t5-gain-bias, t5-shapes, t5-eps, t5-zero-row, t5-unchanged
Says: rms_norm of torch was called
"""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t5-rms-norm
import torch
import torch.nn.functional as F


def rms_norm(x, alpha, beta, eps):
    row_rms = x.square().mean(dim=-1, keepdim=True).sqrt()
    try:
        normed = F.rms_norm(x, x.shape[-1:], eps=1e-30)
    except AssertionError:
        normed = x / torch.clamp(row_rms, min=1e-15)
    return alpha * normed * row_rms / (row_rms + eps) + beta
