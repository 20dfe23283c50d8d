"""Copies after writing.

Loses: t7-fix
Says: x still holds the normalized row
"""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t7-answers
t7_property = "input_unchanged"
t7_line = 13
t7_fix = {13: "rows /= rms; rows = rows.clone()"}
