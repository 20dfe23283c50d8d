"""The check of task 2 and the norm of task 6 raise errors.

Loses: t2-shown t2-others t2-ranks t2-sound t6-float32 t6-dtype
Says: your code raised RuntimeError
"""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t2-check
def check_rows(norm):
    raise RuntimeError("shapes do not fit")

# %% t6-norm
def norm_mended(x, weight, eps):
    raise RuntimeError("shapes do not fit")
