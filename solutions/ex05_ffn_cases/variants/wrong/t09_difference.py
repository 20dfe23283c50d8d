"""The difference of the sizes is returned.

Loses: t9-share
Says: this is the difference of the sizes
"""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t9-share-answer
def share_removed(old, new, change, rows):
    before = old.function(old.input_norm(rows))
    n = new.input_norm(rows)
    after, changed = new.function(n), new.function(change(n))
    size = lambda v: v.square().mean().sqrt()
    return (size((after - before).mean(0)) - size((changed - before).mean(0))).item()
