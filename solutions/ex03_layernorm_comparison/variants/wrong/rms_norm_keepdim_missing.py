"""RMSNorm forgets keepdim.

Loses: t2-rms-norm, t2-eps, t2-contract
Says: keepdim=True is missing
"""

# canary: rmsnorm-course-instructor-only-7f3a


# %% t2-rms-norm-answer
def rms_norm(x, eps):
    return x / (x.square().mean(dim=-1) + eps).sqrt()
