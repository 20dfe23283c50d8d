"""The norm along the first dimension, without a mean.

Loses: t5-values, t5-gain-bias, t5-eps
Says: divided by the norm along the first dimension
"""

# canary: rmsnorm-course-instructor-only-7f3a


# %% t5-rms-norm
def rms_norm(x, alpha, beta, eps):
    return alpha * x / (x.norm(dim=0) + eps) + beta
