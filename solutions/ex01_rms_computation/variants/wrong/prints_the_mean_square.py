"""The mean square is printed, and nothing is returned.

Loses: t2-values, t2-scales
Says: a function without a return statement gives None
Contains: missing_root, prints_instead_of_returning
"""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t2-rms
import numpy as np


def rms_vector(h):
    print(np.mean(h**2))
