"""By hand, the bias is added before the gain.

Loses: t5-hand
Says: the bias was added before the gain
"""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t5-hand-answer
hand_result = [1.05, 2.25, 2.85]
