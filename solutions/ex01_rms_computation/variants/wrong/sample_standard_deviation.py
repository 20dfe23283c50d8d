"""The mean is subtracted and the sum is divided by d - 1.

Loses: t2-values, t2-scales
Says: the sample standard deviation: the mean was subtracted and the sum divided by d - 1
Contains: standard_deviation, divides_by_n_minus_one
"""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t2-rms
import numpy as np


def rms_vector(h):
    return np.std(h, ddof=1) if len(h) > 1 else 0.0
