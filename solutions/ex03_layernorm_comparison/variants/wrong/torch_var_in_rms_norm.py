"""RMSNorm divides by the root of torch.var, which subtracts the mean and divides by d - 1.

Loses: t2-rms-norm, t2-eps
Says: the sample variance was used in place of the mean square
"""

# canary: rmsnorm-course-instructor-only-7f3a


# %% t2-rms-norm-answer
def rms_norm(x, eps):
    return x / (x.var(dim=-1, keepdim=True) + eps).sqrt()
