"""Gains of 1 hide the faults of the gain, and the last probe is missing.

Loses: t4-name
Says: with gains of 1 a missing gain cannot show
Contains: t04_name_gains_of_one t04_name_never_gelu
"""

# canary: rmsnorm-course-instructor-only-7f3a



# %% t4-name-answer
def name_cause(block, reference, d, f):
    x, gain, gate_up, down = random_arguments(d, f)
    ones = torch.ones_like(gain)

    def agree(gain, gate_up):
        exact = reference(x, gain, gate_up, down)
        return (block(x, gain, gate_up, down) - exact).norm() < 1e-3 * exact.norm()

    if agree(torch.ones_like(gain), gate_up):
        return "none"
    return "halves swapped" if agree(gain, gate_up[:f].repeat(2, 1)) else "rows interleaved"
