"""The sum of squares is divided by d - 1, as in a sample variance.

Loses: t2-values, t2-scales
Says: divided by d - 1, not by d
"""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t2-rms
import numpy as np


def rms_vector(h):
    return np.sqrt(np.sum(h**2) / max(len(h) - 1, 1))
