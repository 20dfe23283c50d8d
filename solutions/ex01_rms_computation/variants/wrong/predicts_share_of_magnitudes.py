"""The predicted share is that of the magnitudes.

Loses: t4-prediction
Says: the share of the magnitudes, not of the squares
"""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t4-prediction-answer
own_vector = [1, -2, 3, 10]
predicted_share = 0.63
predicted_rms = 5.3
predicted_smallest = 0.19
