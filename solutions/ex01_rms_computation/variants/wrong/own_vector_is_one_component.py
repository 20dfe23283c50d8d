"""The own vector avoids all work: one component and no others.

Loses: t4-prediction
Says: own_vector has a component 0
"""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t4-prediction-answer
own_vector = [0, 0, 0, 2]
predicted_share = 1
predicted_rms = 1
predicted_smallest = 0
