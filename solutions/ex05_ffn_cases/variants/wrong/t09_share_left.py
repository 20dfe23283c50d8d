"""The share that is left is returned.

Loses: t9-share
Says: this is the share that is left
"""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t9-share-answer
def share_removed(old, new, change, rows):
    before = old.function(old.input_norm(rows))
    n = new.input_norm(rows)
    after, changed = new.function(n), new.function(change(n))
    return ((changed - before).mean(0).norm() / (after - before).mean(0).norm()).item()
