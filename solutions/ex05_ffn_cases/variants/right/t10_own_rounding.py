"""Rounding in NumPy style, without the helpers for modules.

Mutants: yes
"""

# canary: rmsnorm-course-instructor-only-7f3a

# %% t10-errors-answer
def rounding_errors(block, rows):
    f = block.function
    n = block.input_norm(rows).detach()
    names = ["up", "down"] if f.gate is None else ["up", "gate", "down"]
    exact_weights = {name: getattr(f, name).weight.detach() for name in names}

    def run(per_row, activations):
        w = {name: fake_int8(weight, per_row) for name, weight in exact_weights.items()} if per_row is not None else exact_weights
        inputs = fake_int8(n, True) if activations else n
        up = inputs @ w["up"].T
        inner = F.gelu(up) if "gate" not in w else F.silu(inputs @ w["gate"].T) * up
        return (fake_int8(inner, True) if activations else inner) @ w["down"].T

    exact = run(None, False)
    return relative_error(run(False, False), exact), relative_error(run(True, False), exact), relative_error(run(True, True), exact)

# %% t10-answers
present = 7.63
ratios = {"A": 0.931, "B": 1.076, "C": 0.345, "D": 0.287}
weights_only = "d"
gain_if_all_rounded = "Folded"
