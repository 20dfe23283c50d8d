"""eps is added to the input, not to the RMS.

Loses: t5-eps, t5-zero-row
Says: eps was added to the input, not to the RMS
"""

# canary: rmsnorm-course-instructor-only-7f3a


# %% t5-rms-norm
def rms_norm(x, alpha, beta, eps):
    row_rms = x.square().mean(dim=-1, keepdim=True).sqrt()
    return alpha * (x + eps) / row_rms + beta
