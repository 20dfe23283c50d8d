"""By hand, the mean is subtracted from the RMS.

Loses: t3-hand
Says: the mean was subtracted without squares
"""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t3-hand-answer
std_from_log = 2.4
rms_from_log = 17.0
