"""The sign of the smallest component is forgotten.

Loses: t4-prediction
Says: the sign was left out
"""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t4-prediction-answer
own_vector = [-1, 2, 3, 10]
predicted_share = 0.88
predicted_rms = 5.3
predicted_smallest = 0.19
