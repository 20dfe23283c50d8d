"""LayerNorm subtracts the mean and divides by the RMS of the original row.

Loses: t2-layer-norm
Says: the RMS of the original row was used
"""

# canary: rmsnorm-course-instructor-only-7f3a


# %% t2-layer-norm-answer
def layer_norm(x, eps):
    centred = x - x.mean(dim=-1, keepdim=True)
    return centred / (x.square().mean(dim=-1, keepdim=True) + eps).sqrt()
