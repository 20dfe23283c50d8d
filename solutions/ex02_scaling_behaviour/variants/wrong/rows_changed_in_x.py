"""The outlier is made in x itself.

Loses: t6-unchanged
Says: the row was multiplied in x itself, not in a copy
"""

# canary: rmsnorm-course-instructor-only-7f3a


# %% t6-affected-rows
def affected_rows(norm, x, row, factor):
    before = norm(x.clone())
    x[row] *= factor
    difference = norm(x.clone()) - before
    return [i for i in range(len(x)) if i != row and difference[i].abs().max() > 1e-6]
