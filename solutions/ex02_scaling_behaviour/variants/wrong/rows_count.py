"""The number of affected rows.

Loses: t6-detects, t6-sound, t6-unchanged
Says: only how many rows were affected, not which
"""

# canary: rmsnorm-course-instructor-only-7f3a


# %% t6-affected-rows
def affected_rows(norm, x, row, factor):
    changed = x.clone()
    changed[row] *= factor
    difference = norm(changed) - norm(x.clone())
    return sum(1 for i in range(len(x)) if i != row and difference[i].abs().max() > 1e-6)
