"""RMSNorm subtracts the mean and ignores eps.

Loses: t2-rms-norm, t2-eps
Says: this is LayerNorm
Contains: rms_norm_subtracts_the_mean eps_ignored
"""

# canary: rmsnorm-course-instructor-only-7f3a


# %% t2-rms-norm-answer
def rms_norm(x, eps):
    centred = x - x.mean(dim=-1, keepdim=True)
    return centred / centred.square().mean(dim=-1, keepdim=True).sqrt()
