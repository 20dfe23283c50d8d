"""The variance is read.

Loses: t9-read
Says: the variance, not the standard deviation
"""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t9-read-answer
std_at_06 = 0.64
m_at_half = 0.87
layer_norm_change = 0.0
