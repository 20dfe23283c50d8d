"""The m at which the variance is one half is given.

Loses: t9-read
Says: the variance was used, not the standard deviation
"""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t9-read-answer
std_at_06 = 0.8
m_at_half = 0.71
layer_norm_change = 0.0
