"""LayerNorm uses torch.var as it is, which divides by d - 1.

Loses: t2-layer-norm, t2-eps
Says: the sample variance was used, which divides by d - 1
"""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t2-layer-norm-answer
import torch


def layer_norm(x, eps):
    variance, mean = torch.var_mean(x, dim=-1, keepdim=True)
    return (x - mean) / (variance + eps).sqrt()
