"""The transform is given the tensors themselves.

Loses: t3-in-place
Says: the transform was given the tensor itself, not a copy
"""

# canary: rmsnorm-course-instructor-only-7f3a


# %% t3-relative-change
def relative_change(norm, transform, x, weight):
    before = norm(x @ weight.T)
    new_x, new_weight = transform(x, weight)
    after = norm(new_x @ new_weight.T)
    return (after - before).norm() / before.norm()
