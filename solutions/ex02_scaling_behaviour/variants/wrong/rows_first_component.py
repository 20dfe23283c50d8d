"""Only the first component is compared.

Loses: t6-detects
Says: only the first component was compared
"""

# canary: rmsnorm-course-instructor-only-7f3a


# %% t6-affected-rows
def affected_rows(norm, x, row, factor):
    changed = x.clone()
    changed[row] *= factor
    difference = norm(changed) - norm(x.clone())
    return [i for i in range(len(x)) if i != row and difference[i, 0].abs() > 1e-6]
