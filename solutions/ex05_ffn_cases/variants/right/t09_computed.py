"""The answers are computed."""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t9-answers
table = []
for seed in range(5):
    before, after = make_pair(seed)
    rows = shifted_stream(0.2, seed=300 + seed)
    n = after.input_norm(rows)
    bias = before.input_norm.bias
    ways = [n, n - n.mean(-1, keepdim=True), n + bias, n - n.mean(-1, keepdim=True) + bias,
            n.mean(-1, keepdim=True) + (n - n.mean(-1, keepdim=True)) / n.std(-1, correction=0, keepdim=True)]
    target = before.function(before.input_norm(rows)).mean(0)
    gaps = [(after.function(way).mean(0) - target).norm().item() for way in ways]
    table.append([1 - gap / gaps[0] for gap in gaps[1:]])
mean_share, bias_share, both_share, scale_share = np.round(np.mean(table, 0), 2)
verdict = "C"
