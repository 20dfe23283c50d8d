"""RMSNorm uses one RMS for the whole tensor.

Loses: t2-rms-norm
Says: one RMS over all dimensions
"""

# canary: rmsnorm-course-instructor-only-7f3a


# %% t2-rms-norm-answer
def rms_norm(x, eps):
    return x / (x.square().mean() + eps).sqrt()
