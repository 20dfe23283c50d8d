"""A decrease is not noticed.

Loses: t6-detects, t6-unchanged
Says: a decrease was not noticed
"""

# canary: rmsnorm-course-instructor-only-7f3a


# %% t6-affected-rows
def affected_rows(norm, x, row, factor):
    changed = x.clone()
    changed[row] *= factor
    difference = norm(changed) - norm(x.clone())
    return [i for i in range(len(x)) if i != row and difference[i].max() > 1e-6]
