"""Takes it for an overflow.

Loses: t7-property
Says: the squares are formed in float32
"""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t7-answers
t7_property = "large_inputs"
t7_line = 13
t7_fix = {13: "rows = rows / rms"}
