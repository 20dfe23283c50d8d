"""RMSNorm uses eps as a lower limit of the mean square.

Loses: t2-eps
Says: eps was used as a lower limit, not added
"""

# canary: rmsnorm-course-instructor-only-7f3a


# %% t2-rms-norm-answer
def rms_norm(x, eps):
    return x / x.square().mean(dim=-1, keepdim=True).clamp(min=eps).sqrt()
