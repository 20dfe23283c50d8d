"""Weights with a single unit that is not zero."""

# canary: rmsnorm-course-instructor-only-7f3a



# %% t4-name-answer
def name_cause(block, reference, d, f):
    x, gain, gate_up, down = random_arguments(d, f, num_rows=50, seed=8)
    ones = torch.ones_like(gain)

    def close(gain, weight):
        y, exact = block(x, gain, weight, down), reference(x, gain, weight, down)
        return ((y - exact).square().sum() <= 1e-6 * exact.square().sum()).item()

    if close(gain, gate_up):
        return "none"
    if close(ones, gate_up) and close(4 * ones, gate_up):
        return "norm twice"
    if close(ones, gate_up):
        return "gain left out"
    lonely = torch.zeros_like(gate_up)
    lonely[1], lonely[f + 1] = gate_up[1], gate_up[1]
    if close(gain, lonely):
        return "halves swapped"
    y = block(x, gain, lonely, down)
    return "rows interleaved" if y.norm() < 1e-9 * reference(x, gain, lonely, down).norm() else "GELU"
