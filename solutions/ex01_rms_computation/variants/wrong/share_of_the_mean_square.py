"""The square is divided by the mean square.

Loses: t4-share, t4-sign
Says: divided by the mean square, not by the sum
"""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t4-outlier-share
import numpy as np


def outlier_share(h):
    return np.max(h**2) / np.mean(h**2)
