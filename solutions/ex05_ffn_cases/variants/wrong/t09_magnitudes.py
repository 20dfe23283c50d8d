"""Magnitudes are averaged in place of squares.

Loses: t9-share
Says: magnitudes were averaged
"""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t9-share-answer
def share_removed(old, new, change, rows):
    before = old.function(old.input_norm(rows))
    n = new.input_norm(rows)
    after, changed = new.function(n), new.function(change(n))
    return 1 - ((changed - before).mean(0).abs().mean() / (after - before).mean(0).abs().mean()).item()
