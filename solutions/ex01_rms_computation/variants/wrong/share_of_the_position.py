"""The position of the largest square is used in place of the square.

Loses: t4-share, t4-sign
Says: np.argmax gives the position
"""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t4-outlier-share
import numpy as np


def outlier_share(h):
    return np.argmax(h**2) / np.sum(h**2)
