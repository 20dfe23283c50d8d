"""Magnitudes of the differences are averaged over the rows.

Loses: t9-share
Says: the signs of the rows were lost
"""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t9-share-answer
def share_removed(old, new, change, rows):
    before = old.function(old.input_norm(rows))
    n = new.input_norm(rows)
    after, changed = new.function(n), new.function(change(n))
    return 1 - ((changed - before).abs().mean(0).norm() / (after - before).abs().mean(0).norm()).item()
