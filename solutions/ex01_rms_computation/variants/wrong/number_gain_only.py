"""Gain and bias are reduced to one number.

Loses: t5-gain-bias, t5-zero-row
Says: one number, the mean, was used for all components of gain and bias
"""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t5-rms-norm
import torch


def rms_norm(x, alpha, beta, eps):
    row_rms = x.square().mean(dim=-1, keepdim=True).sqrt()
    return float(torch.as_tensor(alpha).mean()) * x / (row_rms + eps) + torch.as_tensor(beta).mean()
