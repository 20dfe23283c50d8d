"""The library does the work in tasks 2 and 3.

Loses: t2-values, t2-scales, t3-values, t3-keepdim, t3-dtype, t3-low-precision, t3-unchanged
Says: rms of rmsnorm_lib was called
"""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t2-rms
from rmsnorm_lib import reference
from rmsnorm_lib import rms as library_rms


def rms_vector(h):
    return float(reference.rms(h))


# %% t3-rms
def rms(x, keepdim=False):
    return library_rms(x, keepdim=keepdim)
