"""Takes the change to float32 for the fault.

Loses: t7-property
Says: float32 matters here for another reason
"""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t7-answers
t7_property = "dtype"
t7_line = 13
t7_fix = {13: "rows = rows / rms"}
