"""RMSNorm divides by the mean square.

Loses: t2-rms-norm, t2-eps
Says: the root was left out
"""

# canary: rmsnorm-course-instructor-only-7f3a


# %% t2-rms-norm-answer
def rms_norm(x, eps):
    return x / (x.square().mean(dim=-1, keepdim=True) + eps)
