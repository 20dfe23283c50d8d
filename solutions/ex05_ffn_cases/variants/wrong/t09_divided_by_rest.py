"""The difference is divided by the drift that is left.

Loses: t9-share
Says: divided by the drift that is left
"""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t9-share-answer
def share_removed(old, new, change, rows):
    before = old.function(old.input_norm(rows))
    n = new.input_norm(rows)
    after, changed = new.function(n), new.function(change(n))
    return ((after - before).mean(0).norm() / (changed - before).mean(0).norm()).item() - 1
