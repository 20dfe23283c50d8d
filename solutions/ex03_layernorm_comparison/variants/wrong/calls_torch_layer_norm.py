"""torch computes LayerNorm.

Loses: t2-layer-norm, t2-eps, t2-contract
Says: layer_norm of torch was called
"""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t2-layer-norm-answer
import torch.nn.functional as F


def layer_norm(x, eps):
    return F.layer_norm(x, x.shape[-1:], eps=eps)
