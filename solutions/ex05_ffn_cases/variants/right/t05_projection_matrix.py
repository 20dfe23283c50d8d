"""The weights are multiplied by the projection; the branches receive products with it.

Mutants: yes
"""

# canary: rmsnorm-course-instructor-only-7f3a


# %% t5-predict-answer
def expected_inner_mean(V, W, m):
    d = V.shape[1]
    projection = torch.eye(d, dtype=V.dtype) - 1 / d
    covariance = (1 - m**2) * d / (d - 1) * projection
    spread = (V @ projection).norm(dim=1) * ((1 - m**2) * d / (d - 1)) ** 0.5
    both = torch.einsum("fi,ij,fj->f", V, covariance, W)
    ones = torch.ones(d, dtype=V.dtype)
    swish, slope = swish_averages(m * (V @ ones), spread)
    return m * (W @ ones) * swish + both * slope


# %% t5-intervene-answer
def inner_with_centring(ff, n, branch):
    d = n.shape[-1]
    projection = torch.eye(d) - 1 / d
    z_g = ff.gate(n @ projection if branch in {"gate", "both"} else n)
    z_u = ff.up(n @ projection if branch in {"up", "both"} else n)
    return torch.sigmoid(z_g) * z_g * z_u
