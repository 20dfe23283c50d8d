"""The root is left out.

Loses: t3-values, t3-in-place
Says: the root was left out: this is the ratio of squares
"""

# canary: rmsnorm-course-instructor-only-7f3a


# %% t3-relative-change
def relative_change(norm, transform, x, weight):
    before = norm(x @ weight.T)
    new_x, new_weight = transform(x.clone(), weight.clone())
    after = norm(new_x @ new_weight.T)
    return (after - before).square().sum() / before.square().sum()
