"""The spread over the rows is compared.

Loses: t9-share
Says: the spread over the rows was measured
"""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t9-share-answer
def share_removed(old, new, change, rows):
    before = old.function(old.input_norm(rows))
    n = new.input_norm(rows)
    after, changed = new.function(n), new.function(change(n))
    return 1 - ((changed - before).std(0).norm() / (after - before).std(0).norm()).item()
