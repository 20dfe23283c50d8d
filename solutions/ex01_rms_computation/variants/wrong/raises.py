"""The function of task 2 raises an error.

Loses: t2-values, t2-scales
Says: your code raised RuntimeError: shapes do not fit
"""

# canary: rmsnorm-course-instructor-only-7f3a


# %% t2-rms
def rms_vector(h):
    raise RuntimeError("shapes do not fit")
