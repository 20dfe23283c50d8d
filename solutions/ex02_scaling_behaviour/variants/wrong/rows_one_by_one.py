"""Each row is normalized alone, so no influence can show.

Loses: t6-detects, t6-unchanged
Says: does norm see the whole batch?
"""

# canary: rmsnorm-course-instructor-only-7f3a


# %% t6-affected-rows
def affected_rows(norm, x, row, factor):
    changed = x.clone()
    changed[row] *= factor
    moved = [(norm(changed[i : i + 1].clone()) - norm(x[i : i + 1].clone())).abs().max() > 1e-6 for i in range(len(x))]
    return [i for i in range(len(x)) if moved[i] and i != row]
