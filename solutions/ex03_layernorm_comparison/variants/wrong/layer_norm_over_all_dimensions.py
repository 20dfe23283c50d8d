"""Mean and variance of LayerNorm are taken over the whole tensor.

Loses: t2-layer-norm
Says: mean and variance over all dimensions
"""

# canary: rmsnorm-course-instructor-only-7f3a


# %% t2-layer-norm-answer
def layer_norm(x, eps):
    centred = x - x.mean()
    return centred / (centred.square().mean() + eps).sqrt()
