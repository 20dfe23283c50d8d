"""By hand, the vector is divided by the root of the sum of squares.

Loses: t5-hand
Says: divided by the root of the sum of squares
"""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t5-hand-answer
hand_result = [0.67, 1.37, 1.71]
