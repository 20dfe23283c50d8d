"""The rows before the norm are compared.

Loses: t3-values
Says: norm was left out
"""

# canary: rmsnorm-course-instructor-only-7f3a


# %% t3-relative-change
def relative_change(norm, transform, x, weight):
    before = x @ weight.T
    new_x, new_weight = transform(x.clone(), weight.clone())
    after = new_x @ new_weight.T
    return (after - before).norm() / before.norm()
