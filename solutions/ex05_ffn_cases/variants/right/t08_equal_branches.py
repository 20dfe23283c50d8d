"""Nearly equal branches without any offset."""

# canary: rmsnorm-course-instructor-only-7f3a


# %% t8-share-answer
def negative_share(m, gate_sum, up_sum, size):
    import math

    def positive(total):
        return (1 + math.erf(m * total / (size * math.sqrt(2 - 2 * m**2)))) / 2

    a, b = positive(gate_sum), positive(up_sum)
    return a * (1 - b) + (1 - a) * b


# %% t8-table-answer
def reproduce():
    rng = np.random.default_rng(11)
    d = 128
    rho = np.sin(np.pi * 0.35)
    std = np.sqrt(2 * 0.5 / rho)
    a, b = rng.normal(size=(2, 500, d))
    a = a - a.mean(1, keepdims=True)
    a = a / np.linalg.norm(a, axis=1, keepdims=True)
    b = b - b.mean(1, keepdims=True)
    b = b - np.sum(a * b, axis=1, keepdims=True) * a
    b = b / np.linalg.norm(b, axis=1, keepdims=True)
    e = rng.normal(size=(3000, d))
    e = (e - e.mean(1, keepdims=True)) / e.std(1, keepdims=True)
    x = -0.30 + np.sqrt(0.91) * e
    size = std / np.sqrt(0.91)
    parts = {"x": x, "gate": size * a, "up": size * (rho * a + np.sqrt(1 - rho**2) * b)}
    parts |= {"gate_bias": np.zeros(500), "up_bias": np.zeros(500)}
    return {name: torch.from_numpy(part) for name, part in parts.items()}
