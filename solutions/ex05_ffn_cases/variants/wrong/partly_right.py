"""Mistakes in tasks 2, 5 and 9, the rest is right.

Loses: t2-choice, t2-centre, t5-predict, t5-intervene, t9-share, t9-verdict
Says: were centred without the gain
"""

# canary: rmsnorm-course-instructor-only-7f3a


# %% t2-answers
choice = "D"
broken = {"A": [3], "B": [2, 3], "C": [2], "D": [], "E": [1], "F": []}


# %% t2-remove-offsets
@torch.no_grad()
def remove_offsets(block):
    gain = block.input_norm.weight
    for linear in (block.function.up, block.function.gate):
        if linear is not None:
            linear.weight -= linear.weight.mean(dim=1, keepdim=True)
    return block


# %% t5-predict-answer
def expected_inner_mean(V, W, m):
    d = V.shape[1]
    variance = (1 - m**2) * d / (d - 1)
    rest_g, rest_u = V - V.mean(1, keepdim=True), W - W.mean(1, keepdim=True)
    spread = (variance * rest_g.square().sum(1)).sqrt()
    covariance = variance * (rest_g * rest_u).sum(1)
    swish, slope = swish_averages(m * V.sum(1), spread)
    return (m * W.sum(1) * swish + covariance * slope).mean()


# %% t5-intervene-answer
def inner_with_centring(ff, n, branch):
    centred = n - n.mean(-1, keepdim=True)
    for_gate = centred if branch in ("gate", "both") else n
    for_up = centred if branch in ("up", "both") else n
    return ff.activation(ff.gate(for_gate)) * ff.activation(ff.up(for_up))


# %% t9-share-answer
def share_removed(old, new, change, rows):
    before = old.function(old.input_norm(rows))
    n = new.input_norm(rows)
    after, changed = new.function(n), new.function(change(n))
    return ((changed - after).mean(0).norm() / (after - before).mean(0).norm()).item()


# %% t9-answers
mean_share = 0.1
bias_share = 0.58
both_share = 0.68
scale_share = 0
verdict = "C"
