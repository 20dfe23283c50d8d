"""A mistake in every task.

Loses: t1-choices, t1-measure, t2-choice, t2-centre, t3-review, t3-effects, t4-cause, t4-name, t5-predict, t5-intervene, t6-feature, t6-domain, t7-step, t7-repair, t8-share, t8-table, t9-share, t9-verdict, t10-errors, t10-choice
Says: only the first row was looked at
"""

# canary: rmsnorm-course-instructor-only-7f3a


# %% t1-holds
holds = {
    "scale": True,
    "shift": False,
    "centred": False,
    "size": False,
    "offset": True,
    "one_sum": False,
    "weights": True,
}


# %% t1-measure-answer
def measure(norm, W, x):
    n = norm(x)
    return {
        "scale": (norm(3 * x) - n)[0].abs().max(),
        "shift": (norm(x + 2) - n)[0].abs().max(),
        "size": (n[0].square().mean().sqrt() - 1).abs(),
        "offset": (n[0].mean() * W.sum(1)).abs().max(),
    }


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


# %% t3-effects-answer
def effects(block, x, old, new):
    before = block(x, **old).double()

    def ratio(y):
        return float((y - before).abs().sum() / before.abs().sum())

    result = {}
    for key in [key for key in old if old[key] != new[key]]:
        setting = {**old, key: new[key]}
        result[key] = ratio(block(x, **setting).double())
    result["together"] = ratio(block(x, **new).double())
    return result


# %% t3-answers
lines = ...
order = ...


# %% t4-answers
cause = ...
refuted_by = ...


# %% t4-name-answer
def name_cause(block, reference, d, f):
    x, gain, gate_up, down = random_arguments(d, f)
    ones = torch.ones_like(gain)

    def agree(gain, gate_up):
        exact = reference(x, gain, gate_up, down)
        return abs(block(x, gain, gate_up, down).norm() / exact.norm() - 1) < 0.25

    if agree(gain, gate_up):
        return "none"
    if agree(ones, gate_up):
        return "norm twice" if agree(2 * ones, gate_up) else "gain left out"
    if agree(gain, gate_up[:f].repeat(2, 1)):
        return "halves swapped"
    return "rows interleaved" if agree(gain, gate_up[:1].repeat(2 * f, 1)) else "GELU"


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


# %% t6-feature-answer
import math


def small_feature(delta, m, g, u):
    in_b = m + (1 - m**2) ** 0.5 * delta
    out_a = u * in_b * 0.5 * (1 + math.erf(u * in_b / 2**0.5))
    return delta, out_a, in_b, g * in_b / (1 + math.exp(-g * in_b)) * u * in_b


# %% t6-domain-answer
@torch.no_grad()
def domain_share(block, train_1, train_2, test_1, test_2):
    def output(x):
        return block.function(block.input_norm(x)).double()

    centers = [output(x).mean(0) for x in (test_1, test_2)]
    right = []
    for domain, x in enumerate((test_1, test_2)):
        distances = torch.stack([(output(x) - center).norm(dim=1) for center in centers])
        right.append(distances.argmin(0) == domain)
    return torch.cat(right).double().mean().item()


# %% t7-step-answer
def largest_stable_step(rows):
    moment = rows.T @ rows / len(rows)
    values = torch.linalg.eigvalsh(moment)
    return 2 / values.mean().item()


# %% t7-repair-answer
def repair(rows, step):
    moment = rows.T @ rows / len(rows)
    d = rows.shape[1]
    identity = torch.eye(d, dtype=torch.float64)
    centring = identity - 1 / d
    values, vectors = torch.linalg.eigh(moment)
    top = identity - torch.outer(vectors[:, -1], vectors[:, -1])

    def stable(Q):
        return step * torch.linalg.eigvalsh(Q @ moment @ Q)[-1] < 2

    return centring


# %% t8-share-answer
def negative_share(m, gate_sum, up_sum, size):
    cdf = torch.distributions.Normal(0.0, 1.0).cdf
    s = (1 - m**2) ** 0.5
    std = size * s
    gate, up = (cdf(torch.tensor(-m * total / std, dtype=torch.float64)).item() for total in (gate_sum, up_sum))
    return gate + up


# %% t8-table-answer
def reproduce():
    generator = torch.Generator().manual_seed(21)
    x = shifted_stream(0.0, 600, 64, seed=31, device=torch.device("cpu"))
    result = {"x": x}
    for name, sign in (("gate", 1), ("up", 1)):
        w = F.layer_norm(torch.randn(128, 64, generator=generator), (64,), eps=0.0) / 8
        result[name] = 0.580 / 0.954 * w + sign * 0.0 / 64
        result[name + "_bias"] = torch.zeros(128) + sign * 0.809
    return result


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


# %% t10-errors-answer
import copy


def rounding_errors(block, rows):
    n = block.input_norm(rows)
    exact = block.function(n)
    whole = round_weights(copy.deepcopy(block.function), False)
    by_row = round_weights(copy.deepcopy(block.function), True)
    f = by_row
    rounded = fake_int8(n, False)
    if f.gate is None:
        inner = f.activation(f.up(rounded))
    else:
        inner = f.activation(f.gate(rounded)) * f.up(rounded)
    everything = f.down(fake_int8(inner, False))
    return (relative_error(whole(n), exact), relative_error(by_row(n), exact), relative_error(everything, exact))


# %% t10-answers
present = 7.6
ratios = {"A": 0.32, "B": 0.38, "C": 0.35, "D": 0.29}
weights_only = "D"
gain_if_all_rounded = "folded"
