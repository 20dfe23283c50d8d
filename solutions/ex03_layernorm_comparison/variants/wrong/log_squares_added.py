"""By hand, the square of the mean is added to that of the RMS.

Loses: t3-hand
Says: the squares were added, not subtracted
"""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t3-hand-answer
std_from_log = 1.75
rms_from_log = 17.0
