"""Weights and biases of torch.nn.Linear, which require gradients."""

# canary: rmsnorm-course-instructor-only-7f3a


# %% t8-share-answer
def negative_share(m, gate_sum, up_sum, size):
    import math

    def positive(total):
        return (1 + math.erf(m * total / (size * math.sqrt(2 - 2 * m**2)))) / 2

    a, b = positive(gate_sum), positive(up_sum)
    return a * (1 - b) + (1 - a) * b


# %% t8-table-answer
def reproduce():
    gate, up = nn.Linear(64, 256), nn.Linear(64, 256)
    x = shifted_stream(-0.30, 800, 64, seed=3, device=torch.device("cpu"))
    generator = torch.Generator().manual_seed(33)
    for linear in (gate, up):
        w = torch.randn(256, 64, generator=generator)
        w = w - w.mean(1, keepdim=True)
        linear.weight.data = 0.608 * w / w.norm(dim=1, keepdim=True) - 2.696 / 64
        linear.bias.data.zero_()
    return {"x": x, "gate": gate.weight, "gate_bias": gate.bias, "up": up.weight, "up_bias": up.bias}
