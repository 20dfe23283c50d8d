"""The components are compared without squares or magnitudes.

Loses: t4-share, t4-sign
Says: the share of the magnitudes, not of the squares
Contains: share_of_magnitudes, largest_signed_component
"""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t4-outlier-share
import numpy as np


def outlier_share(h):
    return np.max(h) / np.sum(h)
