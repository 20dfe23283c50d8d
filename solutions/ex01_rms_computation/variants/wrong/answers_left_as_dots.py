"""The placeholders of the hand tasks are left as they are.

Loses: t1-first, t1-second, t4-prediction, t5-hand
Says: the placeholder has not been replaced yet
"""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t1-answers
rms_first = ...
rms_second = ...

# %% t4-prediction-answer
own_vector = ...
predicted_share = ...
predicted_rms = ...
predicted_smallest = ...

# %% t5-hand-answer
hand_result = None
