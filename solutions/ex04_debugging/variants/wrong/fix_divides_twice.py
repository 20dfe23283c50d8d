"""Divides twice.

Loses: t7-fix
Says: the row is divided by its RMS twice
"""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t7-answers
t7_property = "input_unchanged"
t7_line = 13
t7_fix = {13: "rows = rows / rms / rms"}
