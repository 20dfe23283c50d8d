"""The component of smallest magnitude is taken.

Loses: t4-share, t4-sign
Says: the share of the smallest component
"""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t4-outlier-share
import numpy as np


def outlier_share(h):
    return np.min(h**2) / np.sum(h**2)
