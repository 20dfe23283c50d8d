"""torch computes LayerNorm, and the refusal is caught.

Loses: t2-layer-norm, t2-eps, t2-contract
Says: layer_norm of torch was called
"""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t2-layer-norm-answer
import torch


def layer_norm(x, eps):
    try:
        return torch.native_layer_norm(x, x.shape[-1:], None, None, eps)[0]
    except AssertionError:
        centred = x - x.mean(dim=-1, keepdim=True)
        return centred / (centred.square().mean(dim=-1, keepdim=True) + eps).sqrt()
