"""LayerNorm divides by the standard deviation but leaves the mean in the row.

Loses: t2-layer-norm, t2-eps
Says: only the variance was used
"""

# canary: rmsnorm-course-instructor-only-7f3a


# %% t2-layer-norm-answer
def layer_norm(x, eps):
    variance = x.var(dim=-1, correction=0, keepdim=True)
    return x / (variance + eps).sqrt()
