"""RMSNorm does not use eps.

Loses: t2-eps
Says: eps was ignored
"""

# canary: rmsnorm-course-instructor-only-7f3a


# %% t2-rms-norm-answer
def rms_norm(x, eps):
    return x / x.square().mean(dim=-1, keepdim=True).sqrt()
