"""RMSNorm subtracts the mean, then divides by the RMS of the original row.

Loses: t2-rms-norm
Says: the mean was subtracted before the division by the RMS
"""

# canary: rmsnorm-course-instructor-only-7f3a


# %% t2-rms-norm-answer
def rms_norm(x, eps):
    return (x - x.mean(dim=-1, keepdim=True)) / (x.square().mean(dim=-1, keepdim=True) + eps).sqrt()
