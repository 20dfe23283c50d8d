"""The gain is applied to the input, before the RMS is taken.

Loses: t5-gain-bias
Says: the gain was applied before the normalization
"""

# canary: rmsnorm-course-instructor-only-7f3a


# %% t5-rms-norm
def rms_norm(x, alpha, beta, eps):
    x = alpha * x
    row_rms = x.square().mean(dim=-1, keepdim=True).sqrt()
    return x / (row_rms + eps) + beta
