"""The share of all other components is returned.

Loses: t4-share, t4-sign
Says: the share of the other components
"""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t4-outlier-share
import numpy as np


def outlier_share(h):
    return 1 - np.max(h**2) / np.sum(h**2)
