"""Gives the line number as a text.

Loses: t1-line
Says: is a text; a line number is a whole number
"""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t1-answers
t1_rms_small = 4
t1_rms_large = 0.0625
t1_line = "12"
t1_property = "scale_behaviour"
