"""LayerNorm subtracts the mean and does not divide.

Loses: t2-layer-norm, t2-eps
Says: the centred row was not divided
"""

# canary: rmsnorm-course-instructor-only-7f3a


# %% t2-layer-norm-answer
def layer_norm(x, eps):
    return x - x.mean(dim=-1, keepdim=True)
