"""Takes it for a wrong gradient.

Loses: t7-property
Says: the symptom appears without any backward pass
"""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t7-answers
t7_property = "input_gradient"
t7_line = 13
t7_fix = {13: "rows = rows / rms"}
