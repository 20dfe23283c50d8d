"""Gives the factor instead of the RMS of the output.

Loses: t1-prediction
Says: this is the factor
"""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t1-answers
t1_rms_small = 16
t1_rms_large = 0.00390625
t1_line = 12
t1_property = "scale_behaviour"
