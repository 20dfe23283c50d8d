"""By hand, gain and bias are exchanged.

Loses: t5-hand
Says: gain and bias were exchanged
"""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t5-hand-answer
hand_result = [1.6, 2.0, 2.2]
