"""The gain is taken as 1 + alpha.

Loses: t5-values, t5-gain-bias, t5-eps
Says: the gain was 1 + alpha
"""

# canary: rmsnorm-course-instructor-only-7f3a


# %% t5-rms-norm
def rms_norm(x, alpha, beta, eps):
    row_rms = x.square().mean(dim=-1, keepdim=True).sqrt()
    return (1 + alpha) * x / (row_rms + eps) + beta
