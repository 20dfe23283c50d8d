"""The rows that do not change are listed.

Loses: t6-detects, t6-sound, t6-unchanged
Says: the rows that do not change were listed
"""

# canary: rmsnorm-course-instructor-only-7f3a


# %% t6-affected-rows
def affected_rows(norm, x, row, factor):
    changed = x.clone()
    changed[row] *= factor
    difference = norm(changed) - norm(x.clone())
    return [i for i in range(len(x)) if not difference[i].abs().max() > 1e-6]
