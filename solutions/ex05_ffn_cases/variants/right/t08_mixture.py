"""Half of the offset from row sums, half from biases; float64; tokens of many sizes."""

# canary: rmsnorm-course-instructor-only-7f3a


# %% t8-share-answer
def negative_share(m, gate_sum, up_sum, size):
    t = torch.linspace(-9, 9, 20_001, dtype=torch.float64)
    mass = torch.exp(-(t**2) / 2)
    mass = mass / mass.sum()
    std = size * (1 - m * m) ** 0.5
    gate, up = ((mass * ((m * total + std * t) < 0)).sum() for total in (gate_sum, up_sum))
    return (gate + up - 2 * gate * up).item()


# %% t8-table-answer
def reproduce():
    g = torch.Generator().manual_seed(77)
    d, f = 48, 300
    e = torch.randn(900, d, generator=g, dtype=torch.float64)
    e = (e - e.mean(1, keepdim=True)) / e.std(1, keepdim=True, correction=0)
    x = torch.rand(900, 1, generator=g, dtype=torch.float64) * 50 * (0.91**0.5 * e - 0.3)
    out = {"x": x}
    for name in ("up", "gate"):
        w = torch.randn(f, d, generator=g, dtype=torch.float64)
        w = w - w.mean(1, keepdim=True)
        w = 0.580 / 0.954 * w / w.norm(dim=1, keepdim=True)
        out[name] = w - 0.5 * 0.809 / 0.30 / d
        out[name + "_bias"] = torch.full((f,), 0.5 * 0.809, dtype=torch.float64)
    return out
