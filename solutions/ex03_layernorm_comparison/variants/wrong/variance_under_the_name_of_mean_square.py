"""RMSNorm divides by the root of the variance.

Loses: t2-rms-norm
Says: the variance was used in place of the mean square
"""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t2-rms-norm-answer
import torch


def rms_norm(x, eps):
    mean_square = x.var(dim=-1, correction=0, keepdim=True)
    return x * torch.rsqrt(mean_square + eps)
