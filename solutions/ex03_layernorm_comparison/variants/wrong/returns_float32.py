"""LayerNorm always computes in float32 and returns it.

Loses: t2-contract
Says: the result has the dtype of x
"""

# canary: rmsnorm-course-instructor-only-7f3a


# %% t2-layer-norm-answer
def layer_norm(x, eps):
    h = x.float()
    centred = h - h.mean(dim=-1, keepdim=True)
    return centred / (centred.square().mean(dim=-1, keepdim=True) + eps).sqrt()
