"""The library does the work in task 5.

Loses: t5-values, t5-gain-bias, t5-shapes, t5-eps, t5-zero-row, t5-unchanged
Says: rms_norm of rmsnorm_lib was called
"""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t5-rms-norm
from rmsnorm_lib import PAPER
from rmsnorm_lib import rms_norm as library_rms_norm


def rms_norm(x, alpha, beta, eps):
    return alpha * library_rms_norm(x, eps=eps, convention=PAPER) + beta
