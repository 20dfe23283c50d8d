"""Names the line that multiplies by the wrong factor.

Loses: t1-line
Says: this line only uses a wrong result
"""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t1-answers
t1_rms_small = 4
t1_rms_large = 0.0625
t1_line = 13
t1_property = "scale_behaviour"
