"""The average is taken over the features of each row.

Loses: t9-share
Says: the features were averaged, not the rows
"""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t9-share-answer
def share_removed(old, new, change, rows):
    before = old.function(old.input_norm(rows))
    n = new.input_norm(rows)
    after, changed = new.function(n), new.function(change(n))
    return 1 - ((changed - before).mean(1).norm() / (after - before).mean(1).norm()).item()
