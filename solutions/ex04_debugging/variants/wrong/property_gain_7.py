"""Takes it for a fault of the gain.

Loses: t7-property
Says: the gain is applied as it should be
"""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t7-answers
t7_property = "gain"
t7_line = 13
t7_fix = {13: "rows = rows / rms"}
