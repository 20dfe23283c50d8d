"""eps is fixed in the code.

Loses: t5-eps
Says: eps was fixed at 1e-6
"""

# canary: rmsnorm-course-instructor-only-7f3a


# %% t5-rms-norm
def rms_norm(x, alpha, beta, eps):
    row_rms = x.square().mean(dim=-1, keepdim=True).sqrt()
    return alpha * x / (row_rms + 1e-6) + beta
