"""Task 7, which has no points, is left out."""

# canary: rmsnorm-course-instructor-only-7f3a


# %% t7-stable-rms
def stable_rms(x):
    raise NotImplementedError()
