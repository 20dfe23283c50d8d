"""Names the line that only passes numbers on.

Loses: t7-line
Says: this line only uses a wrong result
"""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t7-answers
t7_property = "input_unchanged"
t7_line = 14
t7_fix = {13: "rows = rows / rms"}
