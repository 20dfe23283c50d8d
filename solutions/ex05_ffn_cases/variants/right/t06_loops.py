"""Token by token; the stream is subtracted from the sublayer's output."""

# canary: rmsnorm-course-instructor-only-7f3a


# %% t6-feature-answer
def small_feature(delta, m, g, u):
    b = m + delta * np.sqrt(1 - m * m)
    z = torch.tensor([u * delta, g * b], dtype=torch.float32)
    out_a = nn.GELU(approximate="tanh")(z[0])
    out_b = nn.SiLU()(z[1]) * u * b
    return torch.stack([torch.tensor(delta), out_a, torch.tensor(b, dtype=torch.float32), out_b])


# %% t6-domain-answer
def domain_share(block, train_1, train_2, test_1, test_2):
    with torch.no_grad():
        y = [(block(x.clone()) - x).double() for x in (train_1, train_2, test_1, test_2)]
    one, two = y[0].mean(0), y[1].mean(0)
    right = total = 0
    for domain, rows in ((1, y[2]), (2, y[3])):
        for row in rows:
            nearer_one = torch.dist(row, one) < torch.dist(row, two)
            right += int(nearer_one == (domain == 1))
            total += 1
    return right / total
