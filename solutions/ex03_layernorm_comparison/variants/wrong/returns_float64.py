"""RMSNorm computes in float64 and does not convert back.

Loses: t2-contract
Says: the result has the dtype of x
"""

# canary: rmsnorm-course-instructor-only-7f3a


# %% t2-rms-norm-answer
def rms_norm(x, eps):
    h = x.double()
    return h / (h.square().mean(dim=-1, keepdim=True) + eps).sqrt()
