"""The negative m is read.

Loses: t9-read
Says: the negative m was read
"""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t9-read-answer
std_at_06 = 0.8
m_at_half = -0.87
layer_norm_change = 0.0
