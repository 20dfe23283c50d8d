"""Outputs that differ by a fifth count as equal.

Loses: t4-name
Says: at small pre-activations both curves are nearly z / 2
"""

# canary: rmsnorm-course-instructor-only-7f3a



# %% t4-name-answer
def name_cause(block, reference, d, f):
    x, gain, gate_up, down = random_arguments(d, f)
    ones = torch.ones_like(gain)

    def agree(gain, gate_up):
        exact = reference(x, gain, gate_up, down)
        return (block(x, gain, gate_up, down) - exact).norm() < 0.2 * exact.norm()

    if agree(gain, gate_up):
        return "none"
    if agree(ones, gate_up):
        return "norm twice" if agree(2 * ones, gate_up) else "gain left out"
    if agree(gain, gate_up[:f].repeat(2, 1)):
        return "halves swapped"
    return "rows interleaved" if agree(gain, gate_up[:1].repeat(2 * f, 1)) else "GELU"
