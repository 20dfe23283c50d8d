"""The bias is added before the gain is applied.

Loses: t5-gain-bias, t5-zero-row
Says: the bias was added before the gain
"""

# canary: rmsnorm-course-instructor-only-7f3a


# %% t5-rms-norm
def rms_norm(x, alpha, beta, eps):
    row_rms = x.square().mean(dim=-1, keepdim=True).sqrt()
    return alpha * (x / (row_rms + eps) + beta)
