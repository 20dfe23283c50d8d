"""By hand, the square of the mean is subtracted from that of the standard deviation.

Loses: t3-hand
Says: rms_from_log is not smaller than the standard deviation
"""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t3-hand-answer
std_from_log = 1.2
rms_from_log = 12.69
