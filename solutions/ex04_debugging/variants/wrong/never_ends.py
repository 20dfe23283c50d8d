"""The norm of task 6 never ends.

Loses: t6-float32 t6-dtype
Says: your code raised
"""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t6-norm
def norm_mended(x, weight, eps):
    while True:
        pass
