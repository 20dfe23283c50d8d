"""The prediction of task 5 loops forever.

Loses: t5-predict
Says: your code raised
"""

# canary: rmsnorm-course-instructor-only-7f3a


# %% t5-predict-answer
def expected_inner_mean(V, W, m):
    while True:
        pass
