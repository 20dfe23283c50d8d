"""The old values are computed after the transform, without copies.

Loses: t3-in-place
Says: from tensors that the transform had changed
"""

# canary: rmsnorm-course-instructor-only-7f3a


# %% t3-relative-change
def relative_change(norm, transform, x, weight):
    new_x, new_weight = transform(x, weight)
    before, after = norm(x @ weight.T), norm(new_x @ new_weight.T)
    return (after - before).norm() / before.norm()
