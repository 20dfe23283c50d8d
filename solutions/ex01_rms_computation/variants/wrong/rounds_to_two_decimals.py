"""The result is rounded to two decimals, as in the task by hand.

Loses: t2-values, t2-scales
Says: rounded to two decimals
"""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t2-rms
import numpy as np


def rms_vector(h):
    return round(float(np.sqrt(np.mean(h**2))), 2)
