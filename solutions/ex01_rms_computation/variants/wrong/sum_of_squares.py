"""Neither the mean nor the root is taken.

Loses: t2-values, t2-scales
Says: the sum of the squares: the mean and the root were left out
Contains: missing_root, sum_for_mean
"""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t2-rms
import numpy as np


def rms_vector(h):
    return np.sum(h**2)
