"""The own vector has no outlier.

Loses: t4-prediction
Says: own_vector has no outlier
"""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t4-prediction-answer
own_vector = [2, -3, 4, 5]
predicted_share = 0.46
predicted_rms = 3.67
predicted_smallest = 0.54
