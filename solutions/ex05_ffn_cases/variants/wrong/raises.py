"""The prediction of task 5 raises an error.

Loses: t5-predict
Says: your code raised RuntimeError
"""

# canary: rmsnorm-course-instructor-only-7f3a


# %% t5-predict-answer
def expected_inner_mean(V, W, m):
    raise RuntimeError("shapes do not fit")
