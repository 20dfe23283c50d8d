"""eps is used as a lower limit of the RMS.

Loses: t5-eps
Says: eps was used as a lower limit, not added
"""

# canary: rmsnorm-course-instructor-only-7f3a


# %% t5-rms-norm
def rms_norm(x, alpha, beta, eps):
    row_rms = x.square().mean(dim=-1, keepdim=True).sqrt()
    return alpha * x / row_rms.clamp(min=eps) + beta
