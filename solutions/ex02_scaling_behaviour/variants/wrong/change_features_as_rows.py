"""The product is formed the other way round, so norm sees features in the rows.

Loses: t3-values
Says: features stand in the rows, not cases
"""

# canary: rmsnorm-course-instructor-only-7f3a


# %% t3-relative-change
def relative_change(norm, transform, x, weight):
    before = norm(weight @ x.T)
    new_x, new_weight = transform(x.clone(), weight.clone())
    after = norm(new_weight @ new_x.T)
    return (after - before).norm() / before.norm()
