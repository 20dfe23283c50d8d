"""Writes the same in another way, still in place.

Loses: t7-fix
Says: x still holds the normalized row
"""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t7-answers
t7_property = "input_unchanged"
t7_line = 13
t7_fix = {13: "rows.div_(rms)"}
