"""LayerNorm uses 1e-5, the default of torch, in place of the eps that is passed.

Loses: t2-eps
Says: the value that is passed is not used
"""

# canary: rmsnorm-course-instructor-only-7f3a


# %% t2-layer-norm-answer
def layer_norm(x, eps):
    centred = x - x.mean(dim=-1, keepdim=True)
    return centred / (centred.square().mean(dim=-1, keepdim=True) + 1e-5).sqrt()
