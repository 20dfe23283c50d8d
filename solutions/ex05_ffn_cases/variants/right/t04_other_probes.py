"""Other probes: a constant gain of 3, a linear gate, one large row."""

# canary: rmsnorm-course-instructor-only-7f3a



# %% t4-name-answer
def name_cause(block, reference, d, f):
    g = torch.Generator().manual_seed(77)
    x = torch.randn(20, d, generator=g)
    gate_up = torch.randn(2 * f, d, generator=g) / d**0.5
    down = torch.randn(d, f, generator=g) / f**0.5
    uneven = torch.linspace(0.2, 2.0, d)

    def gap(gain, weight):
        y, exact = block(x, gain, weight, down), reference(x, gain, weight, down)
        return ((y - exact).norm() / exact.norm()).item()

    three = torch.full((d,), 3.0)
    if gap(uneven, gate_up) < 1e-3:
        return "none"
    if gap(three, gate_up) < 1e-3:
        return "norm twice"
    if gap(three / 3, gate_up) < 1e-3:
        return "gain left out"
    # with very large pre-activations swish and GELU are both max(z, 0)
    if gap(three, 1e4 * gate_up) < 1e-2:
        return "GELU"
    return "halves swapped" if gap(three, torch.cat([gate_up[f:], gate_up[f:]])) < 1e-3 else "rows interleaved"

# %% t4-answers
cause = "C"
refuted_by = {"A": 6, "B": 6, "D": 6, "E": 6, "F": 6, "G": 3, "H": 5}
