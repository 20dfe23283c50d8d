"""The mean is set before the norm.

Loses: t8-table
Says: the mean before the norm was set
"""

# canary: rmsnorm-course-instructor-only-7f3a


# %% t8-table-answer
def reproduce():
    generator = torch.Generator().manual_seed(21)
    x = torch.randn(600, 64, generator=generator) - 0.30
    result = {"x": x}
    for name, sign in (("gate", 1), ("up", 1)):
        w = F.layer_norm(torch.randn(128, 64, generator=generator), (64,), eps=0.0) / 8
        result[name] = 0.580 / 0.954 * w + sign * 0.0 / 64
        result[name + "_bias"] = torch.zeros(128) + sign * 0.809
    return result
