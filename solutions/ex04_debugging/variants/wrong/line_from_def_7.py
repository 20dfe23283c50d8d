"""Counts from the line with def.

Loses: t7-line
Says: counted from the line with def
"""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t7-answers
t7_property = "input_unchanged"
t7_line = 6
t7_fix = {13: "rows = rows / rms"}
