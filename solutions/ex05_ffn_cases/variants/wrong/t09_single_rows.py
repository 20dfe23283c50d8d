"""The differences of single rows are measured in place of their average.

Loses: t9-share
Says: the differences of single rows were measured
"""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t9-share-answer
def share_removed(old, new, change, rows):
    before = old.function(old.input_norm(rows))
    n = new.input_norm(rows)
    after, changed = new.function(n), new.function(change(n))
    return 1 - ((changed - before).norm() / (after - before).norm()).item()
