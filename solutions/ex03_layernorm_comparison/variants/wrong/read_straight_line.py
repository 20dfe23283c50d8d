"""A straight line from 1 to 0 is assumed.

Loses: t9-read
Says: a straight line was assumed
"""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t9-read-answer
std_at_06 = 0.4
m_at_half = 0.5
layer_norm_change = 0.0
