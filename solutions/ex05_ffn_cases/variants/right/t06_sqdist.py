"""Squared distances expanded into products; complex names."""

# canary: rmsnorm-course-instructor-only-7f3a


# %% t6-feature-answer
def small_feature(delta, m, g, u):
    results = []
    for kept_mean, size in ((0.0, 1.0), (m, (1 - m**2) ** 0.5)):
        results.append(kept_mean + size * delta)
    z = np.float64(u * results[0])
    probability = torch.distributions.Normal(0.0, 1.0).cdf(torch.tensor(z)).item()
    gate = F.silu(torch.tensor(g * results[1])).item()
    return results[0], z * probability, results[1], gate * (u * results[1])


# %% t6-domain-answer
def domain_share(block, train_1, train_2, test_1, test_2):
    def read(x):
        return block.function(block.input_norm(x)).detach().double()

    c_1, c_2 = (read(x).mean(0) for x in (train_1, train_2))

    def first(x):
        y = read(x)
        return (2 * y @ (c_1 - c_2) > c_1 @ c_1 - c_2 @ c_2).tolist()

    answers = [(one, True) for one in first(test_1)] + [(one, False) for one in first(test_2)]
    return sum(said == true for said, true in answers) / len(answers)
