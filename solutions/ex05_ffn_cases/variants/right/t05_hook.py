"""A hook on the module changes its input; a Python loop over the units."""

# canary: rmsnorm-course-instructor-only-7f3a


# %% t5-predict-answer
def expected_inner_mean(V, W, m):
    s2 = 1 - m**2
    total = []
    for v, w in zip(V.tolist(), W.tolist()):
        d = len(v)
        mean_v, mean_w = sum(v) / d, sum(w) / d
        var = s2 * d / (d - 1) * sum((a - mean_v) ** 2 for a in v)
        cov = s2 * d / (d - 1) * sum((a - mean_v) * (b - mean_w) for a, b in zip(v, w))
        pair = (torch.tensor([value], dtype=torch.float64) for value in (m * sum(v), var**0.5))
        swish, slope = swish_averages(*pair)
        total.append(m * sum(w) * swish.item() + cov * slope.item())
    return torch.tensor(total)


# %% t5-intervene-answer
def inner_with_centring(ff, n, branch):
    found = {}

    def centre(module, args):
        return (args[0] - args[0].mean(-1, keepdim=True),)

    def keep(module, args):
        found["inner"] = args[0]

    handles = [ff.down.register_forward_pre_hook(keep)]
    for name, module in (("gate", ff.gate), ("up", ff.up)):
        if branch in (name, "both"):
            handles.append(module.register_forward_pre_hook(centre))
    try:
        ff(n)
    finally:
        for handle in handles:
            handle.remove()
    return found["inner"]
