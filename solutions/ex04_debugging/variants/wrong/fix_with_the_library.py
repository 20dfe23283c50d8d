"""The fix calls the library.

Loses: t7-fix
Says: rms_norm of rmsnorm_lib was called
"""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t7-answers
t7_property = "input_unchanged"
t7_line = 13
t7_fix = {13: "import rmsnorm_lib; rows = rmsnorm_lib.rms_norm(rows, None, None, epsilon)"}
