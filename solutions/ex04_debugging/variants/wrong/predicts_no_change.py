"""Predicts that the row leaves with its own RMS.

Loses: t1-prediction
Says: the row was not changed
"""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t1-answers
t1_rms_small = 0.25
t1_rms_large = 16
t1_line = 12
t1_property = "scale_behaviour"
