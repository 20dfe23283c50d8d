"""All components of largest magnitude are counted.

Loses: t4-share
Says: all components of largest magnitude were counted
"""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t4-outlier-share
import numpy as np


def outlier_share(h):
    squares = h**2
    return np.sum(squares[squares == squares.max()]) / np.sum(squares)
