"""The weights of the probe are so small that swish is a straight line.

Loses: t4-name
Says: the probe cannot see the order of the halves
"""

# canary: rmsnorm-course-instructor-only-7f3a



# %% t4-name-answer
def name_cause(block, reference, d, f):
    x, gain, gate_up, down = random_arguments(d, f)
    gate_up = 1e-5 * gate_up
    ones = torch.ones_like(gain)

    def agree(gain, gate_up):
        exact = reference(x, gain, gate_up, down)
        return (block(x, gain, gate_up, down) - exact).norm() < 1e-3 * exact.norm()

    if agree(gain, gate_up):
        return "none"
    if agree(ones, gate_up):
        return "norm twice" if agree(2 * ones, gate_up) else "gain left out"
    if agree(gain, gate_up[:f].repeat(2, 1)):
        return "halves swapped"
    return "rows interleaved" if agree(gain, gate_up[:1].repeat(2 * f, 1)) else "GELU"
