"""The weight matrix is not transposed when the product exists without.

Loses: t3-values
Says: the weight matrix was not transposed
"""

# canary: rmsnorm-course-instructor-only-7f3a


# %% t3-relative-change
def relative_change(norm, transform, x, weight):
    turn = (lambda w: w) if x.shape[1] == weight.shape[0] else (lambda w: w.T)
    before = norm(x @ turn(weight))
    new_x, new_weight = transform(x.clone(), weight.clone())
    after = norm(new_x @ turn(new_weight))
    return (after - before).norm() / before.norm()
