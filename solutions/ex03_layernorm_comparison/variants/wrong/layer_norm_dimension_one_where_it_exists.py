"""LayerNorm reduces dimension 1 of a tensor with three dimensions.

Loses: t2-layer-norm
Says: dimension 1 was reduced, not the last
"""

# canary: rmsnorm-course-instructor-only-7f3a


# %% t2-layer-norm-answer
def layer_norm(x, eps):
    dim = min(1, x.ndim - 1)
    centred = x - x.mean(dim=dim, keepdim=True)
    return centred / (centred.square().mean(dim=dim, keepdim=True) + eps).sqrt()
