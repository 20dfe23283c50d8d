"""The old code imitates each fault with rearranged weights.

Mutants: yes
"""

# canary: rmsnorm-course-instructor-only-7f3a



# %% t4-name-answer
def name_cause(block, reference, d, f):
    x, gain, gate_up, down = random_arguments(d, f)
    y = block(x, gain, gate_up, down)

    def same(other):
        return (y - other).norm() / other.norm() < 3e-3

    if same(reference(x, gain, gate_up, down)):
        return "none"
    if same(reference(x, torch.ones_like(gain), gate_up, down)):
        return "gain left out"
    if same(reference(x, gain, gate_up.roll(f, 0), down)):
        return "halves swapped"
    if same(reference(x, gain, torch.cat([gate_up[0::2], gate_up[1::2]]), down)):
        return "rows interleaved"
    if same(reference(F.rms_norm(x, (d,), gain), gain, gate_up, down)):
        return "norm twice"
    return "GELU"
