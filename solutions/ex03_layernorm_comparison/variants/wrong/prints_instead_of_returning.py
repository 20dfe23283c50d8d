"""RMSNorm prints its result and returns nothing.

Loses: t2-rms-norm, t2-eps, t2-contract
Says: a function without a return statement gives None
"""

# canary: rmsnorm-course-instructor-only-7f3a


# %% t2-rms-norm-answer
def rms_norm(x, eps):
    print(x / (x.square().mean(dim=-1, keepdim=True) + eps).sqrt())
