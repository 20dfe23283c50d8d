"""Predicts what sound code gives, not what the shown code gives.

Loses: t1-prediction
Says: this is what sound code gives
"""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t1-answers
t1_rms_small = 1
t1_rms_large = 1
t1_line = 12
t1_property = "scale_behaviour"
