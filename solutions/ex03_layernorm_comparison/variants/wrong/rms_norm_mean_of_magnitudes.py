"""RMSNorm divides by the mean of the magnitudes.

Loses: t2-rms-norm, t2-eps
Says: the mean of the magnitudes
"""

# canary: rmsnorm-course-instructor-only-7f3a


# %% t2-rms-norm-answer
def rms_norm(x, eps):
    return x / (x.abs().mean(dim=-1, keepdim=True).square() + eps).sqrt()
