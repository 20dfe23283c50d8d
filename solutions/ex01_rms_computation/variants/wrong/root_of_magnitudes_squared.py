"""The mean is taken first and then squared: the magnitude of the mean.

Loses: t2-values, t2-scales
Says: the mean was taken before the square
"""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t2-rms
import numpy as np


def rms_vector(h):
    return np.sqrt(np.mean(h) ** 2)
