"""The smallest component is not divided by the RMS.

Loses: t4-prediction
Says: it was not divided by the RMS
"""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t4-prediction-answer
own_vector = [1, -2, 3, 10]
predicted_share = 0.88
predicted_rms = 5.3
predicted_smallest = 1
