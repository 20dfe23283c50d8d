"""nonzero() gives one list for each row, not a flat list.

Loses: t6-detects, t6-unchanged
Says: lists in a list, not a flat list
"""

# canary: rmsnorm-course-instructor-only-7f3a


# %% t6-affected-rows
def affected_rows(norm, x, row, factor):
    changed = x.clone()
    changed[row] *= factor
    moved = (norm(changed) - norm(x.clone())).abs().amax(dim=-1) > 1e-6
    moved[row] = False
    return moved.nonzero().tolist()
