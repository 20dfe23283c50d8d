"""The mean is subtracted, and torch.std divides by d - 1.

Loses: t5-values, t5-gain-bias, t5-eps
Says: the mean was subtracted and the sample standard deviation
"""

# canary: rmsnorm-course-instructor-only-7f3a


# %% t5-rms-norm
def rms_norm(x, alpha, beta, eps):
    centred = x - x.mean(dim=-1, keepdim=True)
    return alpha * centred / (x.std(dim=-1, keepdim=True) + eps) + beta
