"""RMSNorm is written as LayerNorm.

Loses: t2-rms-norm
Says: the mean was subtracted: this is LayerNorm
"""

# canary: rmsnorm-course-instructor-only-7f3a


# %% t2-rms-norm-answer
def rms_norm(x, eps):
    centred = x - x.mean(dim=-1, keepdim=True)
    return centred / (centred.square().mean(dim=-1, keepdim=True) + eps).sqrt()
