"""LayerNorm divides by the variance.

Loses: t2-layer-norm, t2-eps
Says: the root was left out
"""

# canary: rmsnorm-course-instructor-only-7f3a


# %% t2-layer-norm-answer
def layer_norm(x, eps):
    centred = x - x.mean(dim=-1, keepdim=True)
    return centred / (centred.square().mean(dim=-1, keepdim=True) + eps)
