"""The standard deviation is taken for the RMS.

Loses: t2-values, t2-scales
Says: the standard deviation: the mean was subtracted first
"""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t2-rms
import numpy as np


def rms_vector(h):
    return np.std(h)
