"""A small number is added under the root of the plain RMS.

Loses: t2-scales
Says: a very small constant was added inside the root
"""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t2-rms
import numpy as np


def rms_vector(h):
    return np.sqrt(np.mean(h**2) + 1e-12)
