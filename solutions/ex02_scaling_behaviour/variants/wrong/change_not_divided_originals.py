"""The distance is not divided, and the transform is given the originals.

Loses: t3-values, t3-in-place
Says: the distance was not divided by anything
Contains: change_not_divided change_gives_the_originals
"""

# canary: rmsnorm-course-instructor-only-7f3a


# %% t3-relative-change
def relative_change(norm, transform, x, weight):
    before = norm(x @ weight.T)
    new_x, new_weight = transform(x, weight)
    after = norm(new_x @ new_weight.T)
    return (after - before).norm()
