"""The result is not returned.

Loses: t1-measure
Says: None
"""

# canary: rmsnorm-course-instructor-only-7f3a


# %% t1-measure-answer
def measure(norm, W, x):
    n = norm(x)
    result = {"scale": 0.0, "shift": 0.0, "size": 0.0, "offset": n.mean()}
