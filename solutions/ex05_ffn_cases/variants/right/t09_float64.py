"""Copies in float64."""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t9-share-answer
import copy


def share_removed(old, new, change, rows):
    one, two = copy.deepcopy(old).double(), copy.deepcopy(new).double()
    x = rows.double()
    before = one.function(one.input_norm(x))
    n = two.input_norm(x)
    drift = (two.function(n) - before).mean(0).square().mean().sqrt()
    left = (two.function(change(n)) - before).mean(0).square().mean().sqrt()
    return (drift - left) / drift
