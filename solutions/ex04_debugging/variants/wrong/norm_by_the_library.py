"""Calls the library.

Loses: t6-float32 t6-dtype
Says: rms_norm of rmsnorm_lib was called
"""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t6-norm
def norm_mended(x, weight, eps):
    from rmsnorm_lib import rms_norm

    return rms_norm(x, weight, None, eps)
