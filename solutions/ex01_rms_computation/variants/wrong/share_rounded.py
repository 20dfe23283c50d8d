"""The share is rounded to two decimals.

Loses: t4-share, t4-sign
Says: rounded to two decimals
"""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t4-outlier-share
import numpy as np


def outlier_share(h):
    return round(float(np.max(h**2) / np.sum(h**2)), 2)
