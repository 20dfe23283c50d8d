"""The predicted RMS is the mean of the magnitudes.

Loses: t4-prediction
Says: the mean of the magnitudes
"""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t4-prediction-answer
own_vector = [1, -2, 3, 10]
predicted_share = 0.88
predicted_rms = 4
predicted_smallest = 0.25
