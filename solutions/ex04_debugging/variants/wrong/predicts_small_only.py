"""The small row is right, the large one is taken for sound.

Loses: t1-prediction
Says: this is what sound code gives
"""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t1-answers
t1_rms_small = 4
t1_rms_large = 1
t1_line = 12
t1_property = "scale_behaviour"
