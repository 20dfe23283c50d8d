"""LayerNorm reduces dimension 1, whatever the rank.

Loses: t2-layer-norm, t2-eps, t2-contract
Says: your code raised IndexError
"""

# canary: rmsnorm-course-instructor-only-7f3a


# %% t2-layer-norm-answer
def layer_norm(x, eps):
    centred = x - x.mean(dim=1, keepdim=True)
    return centred / (centred.square().mean(dim=1, keepdim=True) + eps).sqrt()
