"""The second gain of the probe is uneven, so a second norm shows again.

Loses: t4-name
Says: gains of 1 hide both of these causes
"""

# canary: rmsnorm-course-instructor-only-7f3a



# %% t4-name-answer
def name_cause(block, reference, d, f):
    x, gain, gate_up, down = random_arguments(d, f)
    ones = torch.ones_like(gain)

    def agree(gain, gate_up):
        exact = reference(x, gain, gate_up, down)
        return (block(x, gain, gate_up, down) - exact).norm() < 1e-3 * exact.norm()

    if agree(gain, gate_up):
        return "none"
    if agree(ones, gate_up):
        return "norm twice" if agree(2 * gain, gate_up) else "gain left out"
    if agree(gain, gate_up[:f].repeat(2, 1)):
        return "halves swapped"
    return "rows interleaved" if agree(gain, gate_up[:1].repeat(2 * f, 1)) else "GELU"
