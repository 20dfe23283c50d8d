"""Takes it for rows that depend on each other.

Loses: t7-property
Says: change one row and look at the result
"""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t7-answers
t7_property = "row_independence"
t7_line = 13
t7_fix = {13: "rows = rows / rms"}
