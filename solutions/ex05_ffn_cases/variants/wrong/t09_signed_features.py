"""The features of the drift are averaged with their signs.

Loses: t9-share
Says: the features were averaged with their signs
"""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t9-share-answer
def share_removed(old, new, change, rows):
    before = old.function(old.input_norm(rows))
    n = new.input_norm(rows)
    after, changed = new.function(n), new.function(change(n))
    return 1 - ((changed - before).mean().abs() / (after - before).mean().abs()).item()
