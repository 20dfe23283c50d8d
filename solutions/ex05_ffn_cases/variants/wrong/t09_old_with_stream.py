"""The old block is called as a whole, with its residual stream.

Loses: t9-share
Says: the residual stream is part of the update of the old block
"""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t9-share-answer
def share_removed(old, new, change, rows):
    with torch.no_grad():
        before = old(rows)
        n = new.input_norm(rows)
        drift = (new.function(n) - before).mean(dim=0)
        left = (new.function(change(n)) - before).mean(dim=0)
        return 1 - (left.norm() / drift.norm()).item()
