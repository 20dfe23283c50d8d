"""Rejects everything.

Loses: t2-shown t2-others t2-ranks t2-sound
Says: your check accepts a plain sound implementation
"""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t2-check
def check_rows(norm):
    raise AssertionError("rows depend on each other")
