"""RMSNorm raises an error.

Loses: t2-rms-norm, t2-eps, t2-contract
Says: your code raised RuntimeError
"""

# canary: rmsnorm-course-instructor-only-7f3a


# %% t2-rms-norm-answer
def rms_norm(x, eps):
    raise RuntimeError("shapes do not fit")
