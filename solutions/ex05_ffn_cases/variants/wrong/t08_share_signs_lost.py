"""The signs of the row sums are lost.

Loses: t8-share
Says: the signs of the row sums were lost
"""

# canary: rmsnorm-course-instructor-only-7f3a


# %% t8-share-answer
def negative_share(m, gate_sum, up_sum, size):
    cdf = torch.distributions.Normal(0.0, 1.0).cdf
    s = (1 - m**2) ** 0.5
    std = size * s
    gate, up = (cdf(torch.tensor(-m * total / std, dtype=torch.float64)).item() for total in (abs(gate_sum), abs(up_sum)))
    return gate * (1 - up) + up * (1 - gate)
