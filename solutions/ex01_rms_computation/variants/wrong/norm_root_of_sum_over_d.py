"""The norm of each row is divided by d, not by its root.

Loses: t5-values, t5-gain-bias, t5-eps
Says: the root of the sum was divided by d, outside the root
"""

# canary: rmsnorm-course-instructor-only-7f3a


# %% t5-rms-norm
def rms_norm(x, alpha, beta, eps):
    row_rms = x.norm(dim=-1, keepdim=True) / x.shape[-1]
    return alpha * x / (row_rms + eps) + beta
