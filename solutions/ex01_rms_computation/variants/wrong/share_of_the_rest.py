"""The square is divided by the sum of the other squares.

Loses: t4-share, t4-sign
Says: divided by the sum of the other squares
"""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t4-outlier-share
import numpy as np


def outlier_share(h):
    squares = h**2
    return np.max(squares) / (np.sum(squares) - np.max(squares))
