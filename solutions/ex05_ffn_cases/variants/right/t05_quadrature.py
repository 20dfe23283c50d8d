"""Gauss-Hermite nodes in two dimensions; the row means are subtracted as an offset of the branch."""

# canary: rmsnorm-course-instructor-only-7f3a


# %% t5-predict-answer
def expected_inner_mean(V, W, m):
    d = V.shape[1]
    nodes, mass = np.polynomial.hermite_e.hermegauss(60)
    x, y = torch.tensor(nodes)[:, None], torch.tensor(nodes)[None, :]
    area = torch.tensor(np.outer(mass, mass) / mass.sum() ** 2)
    e_size = ((1 - m**2) * d / (d - 1)) ** 0.5
    means = []
    for v, w in zip(V, W):
        v0, w0 = e_size * (v - v.mean()), e_size * (w - w.mean())
        length = v0.norm().clamp_min(1e-12)
        along = (w0 @ v0) / length
        across = (w0 - along * v0 / length).norm()
        gate = m * v.sum() + length * x
        other = m * w.sum() + along * x + across * y
        means.append((area * F.silu(gate) * other).sum())
    return torch.stack(means)


# %% t5-intervene-answer
def inner_with_centring(ff, n, branch):
    mean = n.mean(-1, keepdim=True)
    z_g, z_u = ff.gate(n), ff.up(n)
    if branch == "gate" or branch == "both":
        z_g = z_g - mean * ff.gate.weight.sum(1)
    if branch == "up" or branch == "both":
        z_u = z_u - mean * ff.up.weight.sum(1)
    return ff.activation(z_g) * z_u
