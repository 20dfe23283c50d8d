"""LayerNorm does not subtract the mean at all.

Loses: t2-layer-norm, t2-eps
Says: the mean was not subtracted: this is RMSNorm
"""

# canary: rmsnorm-course-instructor-only-7f3a


# %% t2-layer-norm-answer
def layer_norm(x, eps):
    return x / (x.square().mean(dim=-1, keepdim=True) + eps).sqrt()
