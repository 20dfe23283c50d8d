"""rmsnorm_lib computes RMSNorm.

Loses: t2-rms-norm, t2-eps, t2-contract
Says: rms_norm of rmsnorm_lib was called
"""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t2-rms-norm-answer
import rmsnorm_lib


def rms_norm(x, eps):
    return rmsnorm_lib.rms_norm(x, eps=eps)
