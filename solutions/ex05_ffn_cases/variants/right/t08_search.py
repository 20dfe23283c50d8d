"""Both freedoms are found by a search on the measured telemetry."""

# canary: rmsnorm-course-instructor-only-7f3a


# %% t8-share-answer
def negative_share(m, gate_sum, up_sum, size):
    draws = np.random.default_rng(0).normal(size=(2, 2_000_000)) * size * (1 - m**2) ** 0.5
    return np.mean((draws[0] + m * gate_sum < 0) != (draws[1] + m * up_sum < 0))


# %% t8-table-answer
def reproduce():
    import warnings

    warnings.warn("searching", stacklevel=1)
    g = torch.Generator().manual_seed(2)
    x = shifted_stream(-0.30, 512, 64, seed=9, device=torch.device("cpu"))
    h = F.rms_norm(x, (64,), eps=0.0)
    a, b = torch.randn(2, 96, 64, generator=g) / 8
    zeros, best = torch.zeros(96), None
    for scale in np.linspace(0.50, 0.68, 19):
        for row_sum in np.linspace(-3.2, -2.2, 21):
            V, W = (scale * (w - w.mean(1, keepdim=True)) + row_sum / 64 for w in (a, b))
            inner = F.silu(h @ V.T) * (h @ W.T)
            gap = abs((inner < 0).float().mean().item() - 0.15) / 0.01 + abs(inner.mean().item() - 0.5) / 0.03
            if best is None or gap < best[0]:
                best = gap, V, W
    return {"x": x, "gate": best[1], "up": best[2], "gate_bias": zeros, "up_bias": zeros}
