"""torch.std is used for the RMS: it centres and divides by d - 1.

Loses: t5-values, t5-gain-bias, t5-eps
Says: the sample standard deviation, as torch.std gives it
"""

# canary: rmsnorm-course-instructor-only-7f3a


# %% t5-rms-norm
def rms_norm(x, alpha, beta, eps):
    return alpha * x / (x.std(dim=-1, keepdim=True) + eps) + beta
