"""The keys of the biases are missing.

Loses: t8-table
Says: reproduce returns a dictionary with the five keys
"""

# canary: rmsnorm-course-instructor-only-7f3a


# %% t8-table-answer
def reproduce():
    generator = torch.Generator().manual_seed(21)
    x = shifted_stream(-0.30, 600, 64, seed=31, device=torch.device("cpu"))
    result = {"x": x}
    for name, sign in (("gate", 1), ("up", 1)):
        w = F.layer_norm(torch.randn(128, 64, generator=generator), (64,), eps=0.0) / 8
        result[name] = 0.580 / 0.954 * w + sign * -2.696 / 64
        result[name + "_bias"] = torch.zeros(128) + sign * 0.0
    return {name: result[name] for name in ("x", "gate", "up")}
