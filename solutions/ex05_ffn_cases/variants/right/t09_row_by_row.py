"""A sum over rows in a loop."""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t9-share-answer
def share_removed(old, new, change, rows):
    drift, left = 0.0, 0.0
    for row in rows.split(1):
        n = new.input_norm(row)
        before = old.function(old.input_norm(row))
        drift = drift + (new.function(n) - before).detach()
        left = left + (new.function(change(n)) - before).detach()
    return 1 - (left.square().sum() / drift.square().sum()).sqrt().item()
