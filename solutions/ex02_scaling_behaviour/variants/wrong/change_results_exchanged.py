"""The two results of the transform are taken in the other order.

Loses: t3-values, t3-in-place
Says: data and weights were exchanged, in the call of transform or in its result
"""

# canary: rmsnorm-course-instructor-only-7f3a


# %% t3-relative-change
def relative_change(norm, transform, x, weight):
    before = norm(x @ weight.T)
    new_weight, new_x = transform(x.clone(), weight.clone())
    after = norm(new_x @ new_weight.T)
    return (after - before).norm() / before.norm()
