"""The magnitudes are averaged instead of the squares.

Loses: t2-values, t2-scales
Says: the mean of the magnitudes
"""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t2-rms
import numpy as np


def rms_vector(h):
    return np.mean(np.abs(h))
