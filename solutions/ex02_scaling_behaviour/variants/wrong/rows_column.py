"""A column is multiplied, not a row.

Loses: t6-detects, t6-sound, t6-unchanged
Says: a column was multiplied, not a row
"""

# canary: rmsnorm-course-instructor-only-7f3a


# %% t6-affected-rows
def affected_rows(norm, x, row, factor):
    changed = x.clone()
    changed[:, row % x.shape[1]] *= factor
    difference = norm(changed) - norm(x.clone())
    return [i for i in range(len(x)) if i != row and difference[i].abs().max() > 1e-6]
