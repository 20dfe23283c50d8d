"""Task 9, which has no points, is left out."""

# canary: rmsnorm-course-instructor-only-7f3a


# %% t9-undo
def undo(y, eps):
    raise NotImplementedError()
