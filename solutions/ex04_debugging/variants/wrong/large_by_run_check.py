"""Lets a check of the library judge and hides its error.

Loses: t4-shown t4-others t4-sound
Says: run_check of rmsnorm_lib was called
"""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t4-check
def check_large(norm):
    from rmsnorm_lib.checks import run_check

    try:
        run_check("large_inputs", norm)
    except AssertionError:
        return False
    return True
