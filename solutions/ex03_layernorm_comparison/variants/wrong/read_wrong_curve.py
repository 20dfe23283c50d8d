"""The fall of the curve of RMSNorm is given.

Loses: t9-read
Says: the curve of RMSNorm was read
"""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t9-read-answer
std_at_06 = 0.8
m_at_half = 0.87
layer_norm_change = 0.56
