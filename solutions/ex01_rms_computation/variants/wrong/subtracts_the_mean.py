"""The mean is subtracted first: layer normalization.

Loses: t5-values, t5-eps, t5-gain-bias
Says: the mean was subtracted: this is layer normalization
"""

# canary: rmsnorm-course-instructor-only-7f3a


# %% t5-rms-norm
def rms_norm(x, alpha, beta, eps):
    x = x - x.mean(dim=-1, keepdim=True)
    row_rms = x.square().mean(dim=-1, keepdim=True).sqrt()
    return alpha * x / (row_rms + eps) + beta
