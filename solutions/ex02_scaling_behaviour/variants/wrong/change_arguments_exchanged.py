"""The transform is given its two arguments in the other order.

Loses: t3-values, t3-in-place
Says: transform was given its arguments in the other order
"""

# canary: rmsnorm-course-instructor-only-7f3a


# %% t3-relative-change
def relative_change(norm, transform, x, weight):
    before = norm(x @ weight.T)
    new_weight, new_x = transform(weight.clone(), x.clone())
    after = norm(new_x @ new_weight.T)
    return (after - before).norm() / before.norm()
