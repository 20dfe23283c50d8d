"""RMSNorm adds eps to the RMS, as in exercise set 1.

Loses: t2-eps
Says: eps was added outside the root
"""

# canary: rmsnorm-course-instructor-only-7f3a


# %% t2-rms-norm-answer
def rms_norm(x, eps):
    return x / (x.square().mean(dim=-1, keepdim=True).sqrt() + eps)
