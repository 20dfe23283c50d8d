"""Lets the library's checks judge.

Loses: t2-shown t2-others t2-ranks t2-sound
Says: check_all of rmsnorm_lib was called
"""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t2-check
def check_rows(norm):
    return check_all(norm, only=["row_independence", "ranks", "last_dimension"], explain=False).passed
