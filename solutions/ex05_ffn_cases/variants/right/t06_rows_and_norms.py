"""A long row with the right mean goes through real norms; the share comes from cdist."""

# canary: rmsnorm-course-instructor-only-7f3a


# %% t6-feature-answer
def small_feature(delta, m, g, u):
    d = 40_000
    rest = np.where(np.arange(d - 1) % 2, 1.0, -1.0)
    rest = (rest - rest.mean()) / rest.std()
    shift = -delta / (d - 1)
    e = np.concatenate([[delta], shift + rest * np.sqrt((d - delta**2) / (d - 1) - shift**2)])
    row = 17.0 * (m + np.sqrt(1 - m**2) * e)
    in_a = (row[0] - row.mean()) / row.std()
    in_b = row[0] / np.sqrt(np.mean(row**2))
    gate = g * in_b / (1 + np.exp(-g * in_b))
    out_a = F.gelu(torch.tensor(u * in_a)).item()
    return np.array([in_a, out_a, in_b, gate * u * in_b])


# %% t6-domain-answer
def domain_share(block, train_1, train_2, test_1, test_2):
    with torch.no_grad():
        y = [block.function(block.input_norm(x)) for x in (train_1, train_2, test_1, test_2)]
    centers = torch.stack([y[0].mean(0), y[1].mean(0)])
    predicted = torch.cdist(torch.cat(y[2:]), centers).argmin(1)
    target = torch.tensor([0] * len(test_1) + [1] * len(test_2), device=predicted.device)
    return (predicted == target).double().mean()
