"""True-or-false values instead of numbers.

Loses: t6-detects, t6-sound, t6-unchanged
Says: these are true-or-false values, not numbers of rows
"""

# canary: rmsnorm-course-instructor-only-7f3a


# %% t6-affected-rows
def affected_rows(norm, x, row, factor):
    changed = x.clone()
    changed[row] *= factor
    difference = norm(changed) - norm(x.clone())
    return [int(i != row and difference[i].abs().max() > 1e-6) for i in range(len(x))]
