"""LayerNorm leaves the mean in the row and adds eps outside the root.

Loses: t2-layer-norm, t2-eps
Says: the mean was not subtracted: this is RMSNorm
Contains: layer_norm_without_mean eps_outside_the_root
"""

# canary: rmsnorm-course-instructor-only-7f3a


# %% t2-layer-norm-answer
def layer_norm(x, eps):
    return x / (x.square().mean(dim=-1, keepdim=True).sqrt() + eps)
