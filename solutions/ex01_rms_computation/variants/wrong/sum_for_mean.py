"""The squares are summed, not averaged.

Loses: t2-values, t2-scales
Says: the root of the sum, not of the mean
"""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t2-rms
import numpy as np


def rms_vector(h):
    return np.sqrt(np.sum(h**2))
