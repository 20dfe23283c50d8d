"""Lets a single check of the library judge.

Loses: t2-shown t2-others t2-ranks t2-sound
Says: run_check of rmsnorm_lib was called
"""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t2-check
def check_rows(norm):
    from rmsnorm_lib.checks import run_check

    run_check("ranks", norm)
    run_check("row_independence", norm)
