"""The result is float64 although x is float32.

Loses: t5-shapes
Says: the result has the dtype of x
"""

# canary: rmsnorm-course-instructor-only-7f3a


# %% t5-rms-norm
def rms_norm(x, alpha, beta, eps):
    x = x.double()
    row_rms = x.square().mean(dim=-1, keepdim=True).sqrt()
    return alpha * x / (row_rms + eps) + beta
