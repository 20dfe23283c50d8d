"""All components have to change.

Loses: t6-detects
Says: all components had to change, not at least one
"""

# canary: rmsnorm-course-instructor-only-7f3a


# %% t6-affected-rows
def affected_rows(norm, x, row, factor):
    changed = x.clone()
    changed[row] *= factor
    difference = norm(changed) - norm(x.clone())
    return [i for i in range(len(x)) if i != row and (difference[i].abs() > 1e-6).all()]
