"""Units of two kinds whose averages give the table, and tokens with a spread of means."""

# canary: rmsnorm-course-instructor-only-7f3a


# %% t8-share-answer
def negative_share(m, gate_sum, up_sum, size):
    from statistics import NormalDist

    z = NormalDist(0, size * np.sqrt(1 - m * m))
    p, q = z.cdf(-m * gate_sum), z.cdf(-m * up_sum)
    return p + q - 2 * p * q


# %% t8-table-answer
def reproduce():
    g = torch.Generator().manual_seed(13)
    d = 64
    means = -0.30 + 0.02 * torch.randn(1000, 1, generator=g)
    x = shifted_stream(means, 1000, d, seed=14, device=torch.device("cpu"))
    out = {"x": x}
    for name in ("gate", "up"):
        w = torch.randn(128, d, generator=g)
        w = w - w.mean(1, keepdim=True)
        w = 0.608 * w / w.norm(dim=1, keepdim=True)
        sums = torch.cat([torch.full((64, 1), -2.696), torch.zeros(64, 1)])
        out[name] = w + sums / d
        out[name + "_bias"] = torch.cat([torch.zeros(64), torch.full((64,), 0.809)])
    return out
