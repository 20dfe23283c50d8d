"""Takes it for a fault of the gain.

Loses: t1-property
Says: the gain is applied as it should be
"""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t1-answers
t1_rms_small = 4
t1_rms_large = 0.0625
t1_line = 12
t1_property = "gain"
