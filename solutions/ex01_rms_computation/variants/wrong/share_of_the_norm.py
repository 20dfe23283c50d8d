"""The magnitude is divided by the root of the sum of squares.

Loses: t4-share, t4-sign
Says: the root of the share
"""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t4-outlier-share
import numpy as np


def outlier_share(h):
    return np.max(np.abs(h)) / np.linalg.norm(h)
