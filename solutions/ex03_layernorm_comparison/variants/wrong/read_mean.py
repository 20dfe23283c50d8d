"""The mean of the output is given.

Loses: t9-read
Says: the mean of the output, not its standard deviation
"""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t9-read-answer
std_at_06 = 0.6
m_at_half = 0.87
layer_norm_change = 0.0
