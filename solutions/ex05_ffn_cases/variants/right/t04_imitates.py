"""Every cause is imitated and compared with the new code."""

# canary: rmsnorm-course-instructor-only-7f3a



# %% t4-name-answer
def name_cause(block, reference, d, f):
    x, gain, gate_up, down = random_arguments(d, f, seed=4)

    def norm(x, gain):
        return x * (x.square().mean(-1, keepdim=True) + 1e-6).rsqrt() * gain

    def run(n, gate, up, active=F.silu):
        return (active(n @ gate.T) * (n @ up.T)) @ down.T

    n, gate, up = norm(x, gain), gate_up[:f], gate_up[f:]
    outputs = {
        "none": run(n, gate, up),
        "halves swapped": run(n, up, gate),
        "rows interleaved": run(n, gate_up[::2], gate_up[1::2]),
        "gain left out": run(norm(x, 1), gate, up),
        "norm twice": run(norm(n, gain), gate, up),
        "GELU": run(n, gate, up, F.gelu),
    }
    y = block(x, gain, gate_up, down)
    return min(outputs, key=lambda name: (outputs[name] - y).norm().item())

# %% t4-answers
cause = "C"
refuted_by = {"A": 4, "B": 6, "D": 5, "E": 6, "F": 6, "G": 5, "H": 6}
