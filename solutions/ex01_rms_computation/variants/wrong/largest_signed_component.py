"""The largest component is taken instead of that of largest magnitude.

Loses: t4-sign
Says: the largest component was taken, not that of largest magnitude
"""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t4-outlier-share
import numpy as np


def outlier_share(h):
    return np.max(h) ** 2 / np.sum(h**2)
