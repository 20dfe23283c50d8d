"""The two predictions are exchanged.

Loses: t1-prediction
Says: the row is multiplied by its RMS
"""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t1-answers
t1_rms_small = 0.0625
t1_rms_large = 4
t1_line = 12
t1_property = "scale_behaviour"
