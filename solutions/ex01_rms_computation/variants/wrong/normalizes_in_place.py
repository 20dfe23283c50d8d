"""The input is divided in place.

Loses: t5-unchanged
Says: the call leaves x unchanged: nothing may be written into it
"""

# canary: rmsnorm-course-instructor-only-7f3a


# %% t5-rms-norm
def rms_norm(x, alpha, beta, eps):
    row_rms = x.square().mean(dim=-1, keepdim=True).sqrt()
    x /= row_rms + eps
    return alpha * x + beta
