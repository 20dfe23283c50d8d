"""A straight line is assumed, and the wrong curve is read.

Loses: t9-read
Says: a straight line was assumed
Contains: read_straight_line read_wrong_curve
"""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t9-read-answer
std_at_06 = 0.4
m_at_half = 0.5
layer_norm_change = 0.56
