"""The changed data are not used.

Loses: t3-values, t3-in-place
Says: the new data were left out
"""

# canary: rmsnorm-course-instructor-only-7f3a


# %% t3-relative-change
def relative_change(norm, transform, x, weight):
    before = norm(x @ weight.T)
    _, new_weight = transform(x.clone(), weight.clone())
    after = norm(x @ new_weight.T)
    return (after - before).norm() / before.norm()
