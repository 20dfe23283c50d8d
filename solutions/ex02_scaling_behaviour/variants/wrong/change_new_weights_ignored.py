"""The changed weights are not used.

Loses: t3-values, t3-in-place
Says: the new weights were left out
"""

# canary: rmsnorm-course-instructor-only-7f3a


# %% t3-relative-change
def relative_change(norm, transform, x, weight):
    before = norm(x @ weight.T)
    new_x, _ = transform(x.clone(), weight.clone())
    after = norm(new_x @ weight.T)
    return (after - before).norm() / before.norm()
