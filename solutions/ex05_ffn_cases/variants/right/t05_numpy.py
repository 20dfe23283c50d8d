"""NumPy with a grid of its own; float64 inside."""

# canary: rmsnorm-course-instructor-only-7f3a


# %% t5-predict-answer
def expected_inner_mean(V, W, m):
    V, W = V.numpy(), W.numpy()
    d = V.shape[1]
    t = np.linspace(-7, 7, 2001)
    mass = np.exp(-(t**2) / 2)
    mass /= mass.sum()
    result = []
    for v, w in zip(V, W):
        covariance = (1 - m**2) * d * np.cov(np.stack([v, w]), bias=True) * d / (d - 1)
        z = m * v.sum() + np.sqrt(covariance[0, 0]) * t
        sigma = 1 / (1 + np.exp(-z))
        part = covariance[0, 1] * (mass * sigma * (1 + z * (1 - sigma))).sum()
        result.append(m * w.sum() * (mass * z * sigma).sum() + part)
    return torch.tensor(np.array(result))


# %% t5-intervene-answer
def inner_with_centring(ff, n, branch):
    wide = n.detach().double().numpy()
    centred = wide - wide.mean(axis=-1, keepdims=True)
    gate, up = (linear.weight.detach().double().numpy() for linear in (ff.gate, ff.up))
    z = (centred if branch in ("gate", "both") else wide) @ gate.T
    other = (centred if branch in ("up", "both") else wide) @ up.T
    return torch.tensor(z / (1 + np.exp(-z)) * other, dtype=n.dtype)
