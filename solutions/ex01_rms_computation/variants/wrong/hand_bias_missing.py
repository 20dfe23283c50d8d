"""By hand, the bias is forgotten.

Loses: t5-hand
Says: the bias was left out
"""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t5-hand-answer
hand_result = [0.3, 1.5, 2.1]
