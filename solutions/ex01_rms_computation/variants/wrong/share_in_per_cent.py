"""The share is given in per cent.

Loses: t4-share, t4-sign
Says: per cent
"""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t4-outlier-share
import numpy as np


def outlier_share(h):
    return 100 * np.max(h**2) / np.sum(h**2)
