"""Only rows after the outlier are compared.

Loses: t6-detects, t6-unchanged
Says: only the rows after the outlier were compared
"""

# canary: rmsnorm-course-instructor-only-7f3a


# %% t6-affected-rows
def affected_rows(norm, x, row, factor):
    changed = x.clone()
    changed[row] *= factor
    difference = norm(changed) - norm(x.clone())
    return [i for i in range(row + 1, len(x)) if difference[i].abs().max() > 1e-6]
