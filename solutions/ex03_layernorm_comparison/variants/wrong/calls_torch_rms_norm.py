"""A module of torch computes RMSNorm.

Loses: t2-rms-norm, t2-eps, t2-contract
Says: rms_norm of torch was called
"""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t2-rms-norm-answer
import torch


def rms_norm(x, eps):
    return torch.nn.RMSNorm(x.shape[-1], eps=eps, elementwise_affine=False)(x)
