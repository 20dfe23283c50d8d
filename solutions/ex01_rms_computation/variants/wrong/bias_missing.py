"""The bias is left out.

Loses: t5-gain-bias, t5-zero-row
Says: the bias was left out
"""

# canary: rmsnorm-course-instructor-only-7f3a


# %% t5-rms-norm
def rms_norm(x, alpha, beta, eps):
    row_rms = x.square().mean(dim=-1, keepdim=True).sqrt()
    return alpha * x / (row_rms + eps)
