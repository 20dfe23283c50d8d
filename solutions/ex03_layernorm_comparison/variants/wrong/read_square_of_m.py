"""The square of m is given.

Loses: t9-read
Says: m squared was given
"""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t9-read-answer
std_at_06 = 0.8
m_at_half = 0.75
layer_norm_change = 0.0
