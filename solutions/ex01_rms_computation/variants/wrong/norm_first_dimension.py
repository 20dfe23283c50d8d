"""The first dimension is reduced, not the last.

Loses: t5-values, t5-gain-bias, t5-eps
Says: the first dimension was reduced, not the last
"""

# canary: rmsnorm-course-instructor-only-7f3a


# %% t5-rms-norm
def rms_norm(x, alpha, beta, eps):
    row_rms = x.square().mean(dim=0, keepdim=True).sqrt()
    return alpha * x / (row_rms + eps) + beta
