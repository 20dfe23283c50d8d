"""Names the line with def.

Loses: t1-line
Says: this line holds the name of the function
"""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t1-answers
t1_rms_small = 4
t1_rms_large = 0.0625
t1_line = 8
t1_property = "scale_behaviour"
