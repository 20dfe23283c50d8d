"""The result is printed and not returned.

Loses: t2-values, t2-scales
Says: a function without a return statement gives None
"""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t2-rms
import numpy as np


def rms_vector(h):
    print(np.sqrt(np.mean(h**2)))
