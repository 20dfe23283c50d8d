"""torch.where() gives a tuple, not a flat list.

Loses: t6-detects, t6-sound, t6-unchanged
Says: torch.where() gives a tuple
"""

# canary: rmsnorm-course-instructor-only-7f3a


# %% t6-affected-rows
def affected_rows(norm, x, row, factor):
    changed = x.clone()
    changed[row] *= factor
    moved = (norm(changed) - norm(x.clone())).abs().amax(dim=-1) > 1e-6
    moved[row] = False
    return torch.where(moved)
