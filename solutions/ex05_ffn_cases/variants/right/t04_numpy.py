"""NumPy measures the distance, and the names are picked by elimination."""

# canary: rmsnorm-course-instructor-only-7f3a



# %% t4-name-answer
def name_cause(block, reference, d, f):
    rng = np.random.default_rng(5)
    x = torch.tensor(rng.normal(size=(16, d)))
    gain = torch.tensor(rng.uniform(0.5, 1.5, d))
    w = torch.tensor(rng.normal(size=(2 * f, d)) / np.sqrt(d))
    down = torch.tensor(rng.normal(size=(d, f)))

    def differs(gain, w):
        y, exact = (np.asarray(one(x, gain, w, down)) for one in (block, reference))
        return np.sqrt(np.mean((y - exact) ** 2) / np.mean(exact**2)) > 1e-3

    left = {"none", "halves swapped", "rows interleaved", "gain left out", "norm twice", "GELU"}
    left &= {"none"} if not differs(gain, w) else left - {"none"}
    if "none" in left:
        return "none"
    of_gain = {"gain left out", "norm twice"}
    left = left - of_gain if differs(gain * 0 + 1, w) else of_gain
    if left == of_gain:
        return "gain left out" if differs(gain * 0 + 0.5, w) else "norm twice"
    left -= {"halves swapped"} if differs(gain, torch.vstack((w[f:], w[f:]))) else {"rows interleaved", "GELU"}
    if len(left) > 1:
        left -= {"rows interleaved"} if differs(gain, torch.ones_like(w[:, :1]) * w[0]) else {"GELU"}
    (name,) = left
    return name
