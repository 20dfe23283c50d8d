"""The limit is searched by running gradient descent."""

# canary: rmsnorm-course-instructor-only-7f3a


# %% t7-step-answer
def largest_stable_step(rows):
    moment = rows.T @ rows / len(rows)
    low, high = 0.0, 100.0

    def grows(step):
        one = torch.eye(len(moment), dtype=torch.float64) - step * moment
        for _ in range(17):  # 131072 steps by squaring
            one = one @ one
            if one.abs().max() > 1e6:
                return True
        return False

    for _ in range(40):
        middle = (low + high) / 2
        low, high = (low, middle) if grows(middle) else (middle, high)
    return low


# %% t7-repair-answer
def repair(rows, step):
    d = rows.shape[1]
    Q = torch.eye(d, dtype=torch.float64)
    if torch.linalg.eigvalsh(rows.T @ rows / len(rows))[-1] < 2 / step:
        return Q
    Q = Q - torch.ones(d, d) / d
    seen = rows @ Q
    if torch.linalg.eigvalsh(seen.T @ seen / len(rows))[-1] < 2 / step:
        return Q
    v = torch.randn(d, dtype=torch.float64, generator=torch.Generator().manual_seed(0))
    for _ in range(2000):
        v = rows.T @ (rows @ v)
        v = v / v.norm()
    return torch.eye(d, dtype=torch.float64) - torch.outer(v, v)
