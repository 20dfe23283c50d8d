"""Lets the library's checks judge.

Loses: t4-shown t4-others t4-sound
Says: check_all of rmsnorm_lib was called
"""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t4-check
def check_large(norm):
    return check_all(norm, only=["large_inputs"], explain=False).passed
