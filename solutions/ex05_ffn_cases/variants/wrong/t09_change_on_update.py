"""The change is applied to the output of the block.

Loses: t9-share
Says: the change was applied to the update
"""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t9-share-answer
def share_removed(old, new, change, rows):
    before = old.function(old.input_norm(rows))
    n = new.input_norm(rows)
    after, changed = new.function(n), new.function(change(n))
    changed = change(after)
    return 1 - ((changed - before).mean(0).norm() / (after - before).mean(0).norm()).item()
