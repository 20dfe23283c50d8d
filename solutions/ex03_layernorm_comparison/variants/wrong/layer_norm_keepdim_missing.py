"""LayerNorm forgets keepdim.

Loses: t2-layer-norm, t2-eps, t2-contract
Says: keepdim=True is missing
"""

# canary: rmsnorm-course-instructor-only-7f3a


# %% t2-layer-norm-answer
def layer_norm(x, eps):
    centred = x - x.mean(dim=-1)
    return centred / (x.var(dim=-1, correction=0) + eps).sqrt()
