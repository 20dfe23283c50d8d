"""The sum of all eigenvalues, and no repair.

Loses: t7-step, t7-repair
Says: the sum of all eigenvalues was used
Contains: t07_step_trace t07_repair_never
"""

# canary: rmsnorm-course-instructor-only-7f3a


# %% t7-step-answer
def largest_stable_step(rows):
    moment = rows.T @ rows / len(rows)
    values = torch.linalg.eigvalsh(moment)
    return 2 / values.sum().item()


# %% t7-repair-answer
def repair(rows, step):
    moment = rows.T @ rows / len(rows)
    d = rows.shape[1]
    identity = torch.eye(d, dtype=torch.float64)
    centring = identity - 1 / d
    values, vectors = torch.linalg.eigh(moment)
    top = identity - torch.outer(vectors[:, -1], vectors[:, -1])

    def stable(Q):
        return step * torch.linalg.eigvalsh(Q @ moment @ Q)[-1] < 2

    return identity
