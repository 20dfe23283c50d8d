"""The predicted RMS is the root of the sum divided by d.

Loses: t4-prediction
Says: the root of the sum was divided by d, outside the root
"""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t4-prediction-answer
own_vector = [1, -2, 3, 10]
predicted_share = 0.88
predicted_rms = 2.67
predicted_smallest = 0.19
