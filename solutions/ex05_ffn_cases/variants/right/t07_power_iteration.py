"""The largest eigenvalue by repeated multiplication.

Mutants: yes
"""

# canary: rmsnorm-course-instructor-only-7f3a


# %% t7-step-answer
def largest_stable_step(rows):
    v = torch.ones_like(rows[0]) + torch.linspace(0, 0.5, rows.shape[1], dtype=torch.float64)
    for _ in range(3000):
        v = rows.T @ (rows @ v) / len(rows)
        size = v.norm()
        v = v / size
    return 2 / size.item()


# %% t7-repair-answer
def repair(rows, step):
    centred = rows - rows.mean(dim=1, keepdim=True)
    identity = torch.eye(rows.shape[1], dtype=torch.float64)

    def top(n):
        values, vectors = torch.linalg.eigh(n.T @ n / len(n))
        return values[-1], vectors[:, -1]

    if step * top(rows)[0] < 2:
        return identity
    if step * top(centred)[0] < 2:
        return identity - identity.mean()
    u = top(rows)[1]
    return identity - u[:, None] * u
