"""The own vector avoids all work: one component and no others.

Loses: t4-prediction
"""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t4-prediction-answer
own_vector = [0, 0, 0, 2]
predicted_share = 1
predicted_rms = 1
predicted_smallest = 0
