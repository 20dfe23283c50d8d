"""Neither the size of the weights nor the standard deviation of the rows.

Loses: t8-share
Says: the size of the weights was left out, and
Contains: t08_share_std_one t08_share_without_size
"""

# canary: rmsnorm-course-instructor-only-7f3a


# %% t8-share-answer
def negative_share(m, gate_sum, up_sum, size):
    cdf = torch.distributions.Normal(0.0, 1.0).cdf
    s = (1 - m**2) ** 0.5
    std = 1.0
    gate, up = (cdf(torch.tensor(-m * total / std, dtype=torch.float64)).item() for total in (gate_sum, up_sum))
    return gate * (1 - up) + up * (1 - gate)
