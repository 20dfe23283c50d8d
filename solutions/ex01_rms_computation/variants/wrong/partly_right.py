"""Task 2 forgets the root, task 3 has no keepdim, task 5 is left out.

Loses: t2-values, t2-scales, t3-keepdim, t5-values, t5-gain-bias, t5-shapes, t5-eps, t5-zero-row, t5-unchanged
Says: the root was left out
"""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t2-rms
import numpy as np


def rms_vector(h):
    return np.mean(h**2)


# %% t3-rms
def rms(x, keepdim=False):
    h = x.double()
    return h.square().mean(dim=-1).sqrt().to(x.dtype)


# %% t5-rms-norm
def rms_norm(x, alpha, beta, eps):
    raise NotImplementedError()
