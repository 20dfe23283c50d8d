"""One RMS is used for the whole tensor.

Loses: t5-values
Says: one RMS over all dimensions
"""

# canary: rmsnorm-course-instructor-only-7f3a


# %% t5-rms-norm
def rms_norm(x, alpha, beta, eps):
    row_rms = x.square().mean().sqrt()
    return alpha * x / (row_rms + eps) + beta
