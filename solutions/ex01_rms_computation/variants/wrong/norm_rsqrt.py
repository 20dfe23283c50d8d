"""The rows are divided by torch.rsqrt, which is already the reciprocal of the RMS.

Loses: t5-values, t5-gain-bias, t5-eps
Says: divided by torch.rsqrt
"""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t5-rms-norm
import torch


def rms_norm(x, alpha, beta, eps):
    return alpha * x / (torch.rsqrt(x.square().mean(dim=-1, keepdim=True)) + eps) + beta
