"""The outlier row is listed, and it is made in x itself.

Loses: t6-detects, t6-sound, t6-unchanged
Says: the outlier row itself was listed
Contains: rows_with_outlier rows_changed_in_x
"""

# canary: rmsnorm-course-instructor-only-7f3a


# %% t6-affected-rows
def affected_rows(norm, x, row, factor):
    before = norm(x.clone())
    x[row] *= factor
    difference = norm(x.clone()) - before
    return [i for i in range(len(x)) if difference[i].abs().max() > 1e-6]
