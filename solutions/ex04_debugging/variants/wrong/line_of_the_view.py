"""Names the line of the view, which writes nothing.

Loses: t7-line
Says: this line does what its name says
"""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t7-answers
t7_property = "input_unchanged"
t7_line = 11
t7_fix = {13: "rows = rows / rms"}
