"""Does not call the implementation.

Loses: t2-shown t2-others t2-ranks t2-sound
Says: does not call the implementation at all
"""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t2-check
def check_rows(norm):
    return callable(norm)
