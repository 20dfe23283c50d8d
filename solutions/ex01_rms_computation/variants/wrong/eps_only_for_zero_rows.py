"""eps is used only where the RMS is zero.

Loses: t5-eps
Says: eps was ignored
"""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t5-rms-norm
import torch


def rms_norm(x, alpha, beta, eps):
    row_rms = x.square().mean(dim=-1, keepdim=True).sqrt()
    divisor = torch.where(row_rms == 0, torch.full_like(row_rms, eps), row_rms)
    return alpha * x / divisor + beta
