"""LayerNorm reduces the first dimension.

Loses: t2-layer-norm
Says: the first dimension was reduced, not the last
"""

# canary: rmsnorm-course-instructor-only-7f3a


# %% t2-layer-norm-answer
def layer_norm(x, eps):
    centred = x - x.mean(dim=0, keepdim=True)
    return centred / (centred.square().mean(dim=0, keepdim=True) + eps).sqrt()
