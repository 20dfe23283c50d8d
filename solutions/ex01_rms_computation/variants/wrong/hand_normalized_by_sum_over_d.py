"""By hand, the row is divided by the root of the sum over d.

Loses: t5-hand
Says: the root of the sum was divided by d, outside the root
"""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t5-hand-answer
hand_result = [1.02, 3.1, 4.14]
