"""A change that makes the drift larger counts as 0.

Loses: t9-share
Says: a negative share was cut off
"""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t9-share-answer
def share_removed(old, new, change, rows):
    before = old.function(old.input_norm(rows))
    n = new.input_norm(rows)
    after, changed = new.function(n), new.function(change(n))
    return max(0.0, 1 - ((changed - before).mean(0).norm() / (after - before).mean(0).norm()).item())
