"""The magnitudes are compared instead of the squares.

Loses: t4-share, t4-sign
Says: the share of the magnitudes, not of the squares
"""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t4-outlier-share
import numpy as np


def outlier_share(h):
    return np.max(np.abs(h)) / np.sum(np.abs(h))
