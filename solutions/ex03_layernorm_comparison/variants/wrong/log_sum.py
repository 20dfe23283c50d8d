"""By hand, mean and standard deviation are added.

Loses: t3-hand
Says: mean and standard deviation were added up without squares
"""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t3-hand-answer
std_from_log = 1.2
rms_from_log = 23
