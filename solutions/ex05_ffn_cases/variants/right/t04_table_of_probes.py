"""All probes are run first, and a table names the cause."""

# canary: rmsnorm-course-instructor-only-7f3a



# %% t4-name-answer
def name_cause(block, reference, d, f):
    x, gain, gate_up, down = random_arguments(d, f, num_rows=64, seed=3)
    one = torch.ones(d, dtype=x.dtype)
    probes = [(gain, gate_up), (one, gate_up), (5 * one, gate_up), (gain, torch.cat([gate_up[:f]] * 2)), (gain, gate_up[3].expand(2 * f, d))]
    seen = ""
    for g, w in probes:
        exact = reference(x, g, w, down)
        seen += "-" if float((block(x, g, w, down) - exact).norm() / exact.norm()) < 2e-3 else "x"
    table = {"-----": "none", "xxx--": "halves swapped", "xxxx-": "rows interleaved", "x-xxx": "gain left out"}
    table |= {"x--xx": "norm twice", "xxxxx": "GELU"}
    return table[seen]


# %% t4-answers
cause = "C"
refuted_by = {letter: np.int64(line) for letter, line in zip("ABDEFGH", (5, 6, 6, 6, 6, 4, 2))}
