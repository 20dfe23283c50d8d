"""The root of the sum is divided by d, outside the root.

Loses: t2-values, t2-scales
Says: the root of the sum was divided by d, outside the root
"""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t2-rms
import numpy as np


def rms_vector(h):
    return np.sqrt(np.sum(h**2)) / len(h)
