"""By hand, the magnitude of the mean is subtracted from the RMS.

Loses: t3-hand
Says: the magnitude of the mean was subtracted without squares
"""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t3-hand-answer
std_from_log = 0.6
rms_from_log = 17.0
