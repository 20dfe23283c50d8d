"""Squares of the sizes are compared.

Loses: t9-share
Says: squares were compared
"""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t9-share-answer
def share_removed(old, new, change, rows):
    before = old.function(old.input_norm(rows))
    n = new.input_norm(rows)
    after, changed = new.function(n), new.function(change(n))
    return 1 - ((changed - before).mean(0).square().mean() / (after - before).mean(0).square().mean()).item()
