"""One over the eigenvalue as the limit, and centring as the only repair.

Loses: t7-step, t7-repair
Says: 1 over the largest eigenvalue
Contains: t07_step_half_limit t07_repair_centres_or_nothing
"""

# canary: rmsnorm-course-instructor-only-7f3a


# %% t7-step-answer
def largest_stable_step(rows):
    moment = rows.T @ rows / len(rows)
    values = torch.linalg.eigvalsh(moment)
    return 1 / values[-1].item()


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

    return identity if stable(identity) else centring
