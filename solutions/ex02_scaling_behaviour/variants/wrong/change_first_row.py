"""Only the first row is compared.

Loses: t3-values, t3-in-place
Says: only the first row was compared
"""

# canary: rmsnorm-course-instructor-only-7f3a


# %% t3-relative-change
def relative_change(norm, transform, x, weight):
    before = norm(x @ weight.T)
    new_x, new_weight = transform(x.clone(), weight.clone())
    after = norm(new_x @ new_weight.T)
    return (after[0] - before[0]).norm() / before[0].norm()
