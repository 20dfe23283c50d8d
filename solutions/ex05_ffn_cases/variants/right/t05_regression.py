"""The other branch is split into its regression on the gate and a rest; a copy of the weights is centred."""

# canary: rmsnorm-course-instructor-only-7f3a


# %% t5-predict-answer
def expected_inner_mean(V, W, m):
    d = V.shape[1]
    size = ((1 - m * m) / (1 - 1 / d)) ** 0.5
    noise_g, noise_u = ((A - A.mean(1)[:, None]) * size for A in (V, W))
    spread, spread_u = noise_g.norm(dim=1), noise_u.norm(dim=1)
    rho = torch.nan_to_num((noise_g * noise_u).sum(1) / (spread * spread_u))
    swish, slope = swish_averages(V.sum(1) * m, spread)
    return W.sum(1) * m * swish + rho * spread * spread_u * slope


# %% t5-intervene-answer
import copy


def inner_with_centring(ff, n, branch):
    ff = copy.deepcopy(ff)
    chosen = {"none": [], "gate": [ff.gate], "up": [ff.up], "both": [ff.gate, ff.up]}[branch]
    for linear in chosen:
        linear.weight.data -= linear.weight.data.mean(1, keepdim=True)
    return ff.activation(ff.gate(n)) * ff.up(n)
