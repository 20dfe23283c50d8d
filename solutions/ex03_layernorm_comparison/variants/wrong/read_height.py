"""The height of LayerNorm's curve is given, not its change.

Loses: t9-read
Says: the height of the curve was given, not its change
"""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t9-read-answer
std_at_06 = 0.8
m_at_half = 0.87
layer_norm_change = 1.0
