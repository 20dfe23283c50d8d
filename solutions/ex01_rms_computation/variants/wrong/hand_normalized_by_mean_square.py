"""By hand, the vector is divided by the mean square.

Loses: t5-hand
Says: the root was left out
"""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t5-hand-answer
hand_result = [0.56, 0.8, 0.92]
