"""keepdim=True is missing: square inputs are divided column by column, others fail.

Loses: t5-values, t5-shapes
Says: keepdim=True is missing: each column was divided, not each row
"""

# canary: rmsnorm-course-instructor-only-7f3a


# %% t5-rms-norm
def rms_norm(x, alpha, beta, eps):
    row_rms = x.square().mean(dim=-1).sqrt()
    return alpha * x / (row_rms + eps) + beta
