"""Names the line that computes the mean square, which is right.

Loses: t1-line
Says: this line does what its name says
"""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t1-answers
t1_rms_small = 4
t1_rms_large = 0.0625
t1_line = 11
t1_property = "scale_behaviour"
