"""The mean square is returned without the root.

Loses: t2-values, t2-scales
Says: the root was left out
"""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t2-rms
import numpy as np


def rms_vector(h):
    return np.mean(h**2)
