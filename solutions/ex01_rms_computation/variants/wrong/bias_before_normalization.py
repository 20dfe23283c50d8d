"""The bias is added before the division by the RMS.

Loses: t5-gain-bias, t5-zero-row
Says: the bias was added before the normalization
"""

# canary: rmsnorm-course-instructor-only-7f3a


# %% t5-rms-norm
def rms_norm(x, alpha, beta, eps):
    row_rms = x.square().mean(dim=-1, keepdim=True).sqrt()
    return alpha * (x + beta) / (row_rms + eps)
