"""RMSNorm divides by the root of the sum of squares.

Loses: t2-rms-norm, t2-eps
Says: the root of the sum, not of the mean
"""

# canary: rmsnorm-course-instructor-only-7f3a


# %% t2-rms-norm-answer
def rms_norm(x, eps):
    return x / (x.square().sum(dim=-1, keepdim=True) + eps).sqrt()
