"""Task 10, which has no points, is left out."""

# canary: rmsnorm-course-instructor-only-7f3a


# %% t10-short-rms-norm
def short_rms_norm(short, eps):
    raise NotImplementedError()
