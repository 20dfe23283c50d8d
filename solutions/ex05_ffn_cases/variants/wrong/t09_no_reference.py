"""The old block is left out.

Loses: t9-share
Says: the averages were taken without the old block
"""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t9-share-answer
def share_removed(old, new, change, rows):
    before = old.function(old.input_norm(rows))
    n = new.input_norm(rows)
    after, changed = new.function(n), new.function(change(n))
    return 1 - (changed.mean(0).norm() / after.mean(0).norm()).item()
