"""norm is given x itself.

Loses: t6-unchanged
Says: norm was given x itself, not a copy
"""

# canary: rmsnorm-course-instructor-only-7f3a


# %% t6-affected-rows
def affected_rows(norm, x, row, factor):
    changed = x.clone()
    changed[row] *= factor
    difference = norm(changed) - norm(x)
    return [i for i in range(len(x)) if i != row and difference[i].abs().max() > 1e-6]
