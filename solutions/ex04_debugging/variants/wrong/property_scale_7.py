"""Takes it for a wrong scale.

Loses: t7-property
Says: the result has RMS one
"""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t7-answers
t7_property = "scale_behaviour"
t7_line = 13
t7_fix = {13: "rows = rows / rms"}
