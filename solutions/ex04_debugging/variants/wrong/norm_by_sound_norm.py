"""Calls sound_norm of the notebook.

Loses: t6-float32 t6-dtype
Says: sound_norm was called
"""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t6-norm
def norm_mended(x, weight, eps):
    return sound_norm(x, weight, eps)
