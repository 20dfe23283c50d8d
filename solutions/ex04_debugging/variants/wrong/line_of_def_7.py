"""Names the line with def.

Loses: t7-line
Says: this line holds the name of the function
"""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t7-answers
t7_property = "input_unchanged"
t7_line = 8
t7_fix = {13: "rows = rows / rms"}
