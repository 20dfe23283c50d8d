"""eps is not used.

Loses: t5-eps, t5-zero-row
Says: 0 divided by 0: eps was ignored
"""

# canary: rmsnorm-course-instructor-only-7f3a


# %% t5-rms-norm
def rms_norm(x, alpha, beta, eps):
    row_rms = x.square().mean(dim=-1, keepdim=True).sqrt()
    return alpha * x / row_rms + beta
