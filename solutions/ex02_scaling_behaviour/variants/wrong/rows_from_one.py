"""The rows are counted from 1.

Loses: t6-detects, t6-unchanged
Says: the rows are counted from 1
"""

# canary: rmsnorm-course-instructor-only-7f3a


# %% t6-affected-rows
def affected_rows(norm, x, row, factor):
    changed = x.clone()
    changed[row] *= factor
    difference = norm(changed) - norm(x.clone())
    return [i + 1 for i in range(len(x)) if i != row and difference[i].abs().max() > 1e-6]
